package io.pgretype.lint.stats;

/**
 * Of a table or an index, as its last VACUUM or ANALYZE left it.
 *
 * @param rows about
 * @param bytes of a table with its TOAST table, without its indexes
 */
public record Size(long rows, long bytes) {

    /** Tables of fewer rows, and less than {@link #SMALL_BYTES}, are left in peace. */
    public static final long SMALL_ROWS = 10_000;

    /** Read in less than a tenth of a second, written again without indexes in a third: see {@link Rates}. */
    public static final long SMALL_BYTES = 10L * 1024 * 1024;

    public static final Size NOTHING = new Size(0, 0);

    public Size {
        if (rows < 0 || bytes < 0) {
            throw new IllegalArgumentException("rows and bytes are from 0 on");
        }
    }

    /** No lock on it is held for long, whatever is done to all of it. */
    public boolean isSmall() {
        return rows < SMALL_ROWS && bytes < SMALL_BYTES;
    }

    /** {@code 5000000 rows (750MB)}. */
    public String text() {
        long megabytes = Math.round(bytes / (1024.0 * 1024));
        return megabytes == 0
                ? "%d rows (%d kB)".formatted(rows, bytes / 1024)
                : "%d rows (%d MB)".formatted(rows, megabytes);
    }

    public Size plus(Size other) {
        return new Size(rows + other.rows, bytes + other.bytes);
    }
}
