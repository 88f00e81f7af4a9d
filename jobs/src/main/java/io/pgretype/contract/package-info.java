/**
 * The end of a change: contract removes the old column and everything that kept the way back open; abandon, before
 * cutover, removes everything that expand and harden made.
 *
 * <p>ACCESS EXCLUSIVE, for the length of a catalog change, within the lock budget. All in one transaction with the
 * ledger's row, so a crash leaves either the column or its end. Removes only what the ledger says pgretype made, never
 * CASCADE. May call {@code run}, {@code mirror} and all below them.
 */
@NullMarked
package io.pgretype.contract;

import org.jspecify.annotations.NullMarked;
