/**
 * The first phase: a transaction for each table that adds the nullable new columns with the old ones' grants, the mirror's
 * function and the mirror. Columns that reference one that moves are found before the first, and noted with it.
 *
 * <p>ACCESS EXCLUSIVE, for the length of a catalog change, within the lock budget. A crash leaves
 * a table with all of it, the ledger's row included, or with nothing; the same command goes on with the next. May call {@code run}, {@code twin}, {@code mirror}, {@code preflight} and all below
 * them.
 */
@NullMarked
package io.pgretype.expand;

import org.jspecify.annotations.NullMarked;
