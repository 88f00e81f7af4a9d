/**
 * The first phase: one transaction that adds the nullable new columns with the old ones' grants, the mirror's function and
 * the mirror.
 *
 * <p>ACCESS EXCLUSIVE, for the length of a catalog change, within the lock budget. A crash leaves either all of it, the
 * ledger's row included, or nothing. May call {@code run}, {@code twin}, {@code mirror}, {@code preflight} and all below
 * them.
 */
@NullMarked
package io.pgretype.expand;

import org.jspecify.annotations.NullMarked;
