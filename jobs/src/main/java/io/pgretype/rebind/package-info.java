/**
 * What is bound to columns by their numbers, and so would stay with the old ones when names are swapped: it is made again in
 * the swap's transaction, by its own definition. The server printed that before the swap, with the columns' names; after
 * the swap the names mean the new columns. The way back is the same.
 *
 * <p>What is in a materialized view cannot be made under the swap's lock. Another one is made, and filled, before the swap, which exchanges
 * the two: see {@link io.pgretype.rebind.ViewTwins}. The views between it and the table, if they change, have their twins with it.
 *
 * <p>Reads the catalog, and runs nothing but what it tries on empty copies; the statements are for the swap, under its locks. A crash leaves nothing, as the
 * swap's transaction leaves nothing.
 */
@NullMarked
package io.pgretype.rebind;

import org.jspecify.annotations.NullMarked;
