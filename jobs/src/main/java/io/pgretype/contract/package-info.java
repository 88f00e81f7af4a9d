/**
 * The end of a change: contract removes the old column and everything that kept the way back open; abandon, before
 * cutover, removes everything that expand and harden made.
 *
 * <p>ACCESS EXCLUSIVE, for the length of a catalog change, within the lock budget. The columns go in one transaction with
 * the ledger's row, so a crash leaves either the column or its end. Contract drops the old column's indexes before that,
 * one by one under SHARE UPDATE EXCLUSIVE; a crash in between leaves some of them, and the ledger's word that contract can
 * only go on. Removes only what the ledger says pgretype made, never CASCADE. May call {@code compare}, {@code run},
 * {@code mirror} and all below them.
 */
@NullMarked
package io.pgretype.contract;

import org.jspecify.annotations.NullMarked;
