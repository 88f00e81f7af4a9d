/**
 * Changes types by the plain statement, where the server then neither rewrites the table nor builds an index nor reads its
 * rows. Which changes are of that kind is found by trying the statement on an empty copy of the table, never by a list of types.
 *
 * <p>The trial locks the tables ACCESS SHARE and leaves nothing. The statement takes ACCESS EXCLUSIVE on its table and on those
 * that foreign keys connect with it, for the length of a catalog change, a table a transaction; then ANALYZE takes SHARE UPDATE
 * EXCLUSIVE. After a crash the same command finds which columns have their type. May call {@code catalog}, {@code ledger},
 * {@code lock}, {@code phase}, {@code preflight} and {@code reference}.
 */
@NullMarked
package io.pgretype.alter;

import org.jspecify.annotations.NullMarked;
