/**
 * Autovacuum of a table, switched off while a run fills it and given back whatever way the run ends.
 *
 * <p>SHARE UPDATE EXCLUSIVE on the table, which no read and no write waits for, and no longer than the lock budget an
 * attempt. The ledger's note and the switch are one transaction: a crash leaves either none of both, or a table without
 * autovacuum and a note, which the next command of any kind finds. May call {@code ledger}, {@code lock} and all below
 * them.
 */
@NullMarked
package io.pgretype.autovacuum;

import org.jspecify.annotations.NullMarked;
