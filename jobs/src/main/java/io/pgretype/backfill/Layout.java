package io.pgretype.backfill;

import io.pgretype.keyset.TableSize;
import io.pgretype.throttle.ChunkSize;

/**
 * How the rows of a window go into stripes.
 *
 * @param stripes as many as a page has rows, so that each page gives one row at a time; 1: none
 * @param distance how many pages one stripe is behind the one before it
 * @param mostRows after which a window ends
 */
record Layout(int stripes, int distance, int mostRows) {

    /**
     * So many chunks from one visit of a page to the next, at least: the old versions that the first one left must have
     * become prunable, which the other workers' chunks prevent until they end.
     */
    static final int CHUNKS_BETWEEN = 2;

    /** Rows between two visits of a page where memory allows: more chunks of the usual size than must be. */
    private static final int ROWS_BETWEEN = 4 * ChunkSize.USUAL;

    /** A worker holds the addresses of a window's rows in memory: some ten bytes each, a hundred where keys are long. */
    static final int MOST_HELD = 1_500_000;

    private static final int UNSTRIPED_WINDOW = 100_000;

    /**
     * @param windowPages that may be in work at the same time
     * @param mostHeld how many rows a worker may hold in memory
     */
    static Layout striped(TableSize size, long windowPages, long mostHeld) {
        int stripes = Math.max(1, (int) Math.ceil(size.rowsPerPage()));
        long pages = Math.min(windowPages, mostHeld / stripes);
        int wanted = ROWS_BETWEEN / stripes;
        return new Layout(stripes, (int) Math.max(1, Math.min(wanted, pages / stripes)), Integer.MAX_VALUE);
    }

    static Layout unstriped(long mostHeld) {
        return new Layout(1, 1, (int) Math.min(UNSTRIPED_WINDOW, mostHeld));
    }
}
