package io.pgretype.status;

import org.jspecify.annotations.Nullable;

/**
 * The newest run that walks a change's rows, all its executions together: a restart goes on, it does not begin again.
 *
 * @param open whether it has not ended: it goes on, or waits to be taken up again
 * @param over whether nothing is left for it
 * @param rows that it has done, committed
 * @param pulse what its process told last; null if it never did
 */
record Walk(
        long run,
        boolean open,
        boolean over,
        long rows,
        @Nullable PulseSeen pulse) {

    /**
     * A run's pulse.
     *
     * @param beating whether it is so new that the process must be there
     * @param rowsPerSecond null if it could not be told yet
     */
    record PulseSeen(
            boolean beating,
            long rowsTotal,
            @Nullable Double rowsPerSecond,
            long rowsUpdated,
            long rowsHot,
            @Nullable String remark) {

        @Nullable
        Double hotShare() {
            return rowsUpdated == 0 ? null : (double) rowsHot / rowsUpdated;
        }
    }

    /** Whether a process works on it just now, as far as can be seen. */
    boolean goesOn() {
        return open && pulse != null && pulse.beating();
    }
}
