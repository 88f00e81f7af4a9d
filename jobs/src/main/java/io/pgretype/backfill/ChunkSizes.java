package io.pgretype.backfill;

import io.pgretype.run.PacedChunks;
import io.pgretype.throttle.ChunkSize;

/**
 * How large chunks are. A row that has to leave its page costs an entry in every index, many times what one costs that
 * stays: each kind has its own size, or the first chunk of every window would take that many times too long.
 *
 * @param leaving for the first stripe, whose pages have no room yet, and where there are no stripes
 * @param staying for the stripes behind it
 */
record ChunkSizes(ChunkSize leaving, ChunkSize staying) {

    static ChunkSizes of(PacedChunks chunks) {
        return new ChunkSizes(chunks.newSize(), chunks.newSize());
    }

    ChunkSize where(boolean pagesHaveRoom) {
        return pagesHaveRoom ? staying : leaving;
    }
}
