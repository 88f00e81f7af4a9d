/**
 * For applications that run their own migrations with Flyway when they start: nobody waits longer than the lock budget for a
 * lock of a migration, and one that did not get its locks is tried again as a whole.
 *
 * <p>Locks: those of the migrations. A crash leaves what Flyway leaves: migrations that are done, and nothing of the one that
 * was running, unless it runs outside a transaction.
 */
@NullMarked
package io.pgretype.apply.flyway;

import org.jspecify.annotations.NullMarked;
