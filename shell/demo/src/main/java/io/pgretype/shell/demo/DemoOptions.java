package io.pgretype.shell.demo;

/**
 * What the demo is asked for.
 *
 * @param scenario what it changes
 * @param rows how many the tables get together
 * @param keep whether the server stays up after the demo has ended; not if it is interrupted
 */
public record DemoOptions(ScenarioName scenario, long rows, boolean keep) {

    /** Over within three minutes on two cores. */
    public static final long DEFAULT_ROWS = 200_000;

    public DemoOptions {
        if (rows < 1) {
            throw new IllegalArgumentException("a table of %d rows".formatted(rows));
        }
    }
}
