package io.pgretype.shell.demo;

/**
 * What the demo is asked for.
 *
 * @param rows how many the table gets
 * @param keep whether the server stays up after the demo has ended; not if it is interrupted
 */
public record DemoOptions(long rows, boolean keep) {

    /** Over within three minutes on two cores. */
    public static final long DEFAULT_ROWS = 200_000;

    public DemoOptions {
        if (rows < 1) {
            throw new IllegalArgumentException("a table of %d rows".formatted(rows));
        }
    }
}
