/**
 * What is bound to columns by their numbers, and so would stay with the old ones when names are swapped: it is made again in
 * the swap's transaction, by its own definition. The server printed that before the swap, with the columns' names; after
 * the swap the names mean the new columns. The way back is the same.
 *
 * <p>Reads the catalog, and runs nothing but what it tries on empty copies; the statements are for the swap, under its locks. A crash leaves nothing, as the
 * swap's transaction leaves nothing.
 */
@NullMarked
package io.pgretype.rebind;

import org.jspecify.annotations.NullMarked;
