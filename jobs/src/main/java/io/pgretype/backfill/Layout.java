package io.pgretype.backfill;

import io.pgretype.keyset.TableSize;

/**
 * How a table goes into windows and stripes.
 *
 * @param stripes as many as a page has rows, so that each page gives one row a chunk; 1: none
 * @param windowRows how many rows a window has
 */
record Layout(int stripes, int windowRows) {

    /**
     * So many chunks a stripe: between two visits to a page must lie enough time for the first one's old versions to
     * become prunable, which the chunks that run meanwhile prevent until they end.
     */
    static final int CHUNKS_PER_STRIPE = 4;

    /** A worker holds the addresses of a window's rows in memory: some ten bytes each, a hundred where keys are long. */
    static final long MOST_ROWS = 1_500_000;

    private static final int LEAST_WINDOW = 2_000;
    private static final int UNSTRIPED_WINDOW = 100_000;

    /**
     * @param mostRows the most rows of a window that the change's author allows
     * @param chunk rows a chunk has as things are
     */
    static Layout striped(TableSize size, long windowPages, long mostRows, int chunk) {
        int stripes = Math.max(1, (int) Math.ceil(size.rowsPerPage()));
        double rows = Math.min((double) windowPages * size.rowsPerPage(), (double) mostRows);
        rows = Math.min(rows, (double) stripes * CHUNKS_PER_STRIPE * chunk);
        return new Layout(stripes, (int) Math.max(LEAST_WINDOW, rows));
    }

    static Layout unstriped(long mostRows) {
        return new Layout(1, (int) Math.min(UNSTRIPED_WINDOW, mostRows));
    }
}
