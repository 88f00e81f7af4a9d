/**
 * Walking a table: how large it is, dividing it into partitions by its key or by the blocks of its file, reading keys.
 *
 * <p>Reads keys only, ACCESS SHARE, in short statements. May call {@code catalog} and all below it.
 */
@NullMarked
package io.pgretype.keyset;

import org.jspecify.annotations.NullMarked;
