/**
 * Fills the new columns where they are not yet right: by partitions, in chunks, each chunk one transaction with its
 * checkpoint.
 *
 * <p>ROW EXCLUSIVE on the table and locks on the rows of one chunk. A crash loses the chunks in work and nothing else.
 * May call {@code run}, {@code keyset} and all below them.
 */
@NullMarked
package io.pgretype.backfill;

import org.jspecify.annotations.NullMarked;
