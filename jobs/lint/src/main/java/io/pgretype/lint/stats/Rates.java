package io.pgretype.lint.stats;

import java.time.Duration;
import java.util.List;

/**
 * How fast PostgreSQL does what is done to all rows of a table.
 *
 * <p>Measured on PostgreSQL 18.6 with default settings, on a virtual machine with two cores and an SSD that others used as
 * well, one worker, on a table of 5 million rows in 750 MB that was in memory. A server of production may be several times
 * faster, or slower where it has to read from disk: hence "about".
 */
public final class Rates {

    private static final long MEGABYTE = 1024L * 1024;

    /** A new CHECK took 1.3 s, NOT NULL 1.8 s. */
    private static final long READ_BYTES_A_SECOND = 400 * MEGABYTE;

    /** Another type of a column, without indexes, took 23 s. */
    private static final long REWRITTEN_BYTES_A_SECOND = 30 * MEGABYTE;

    /** On an integer in random order it took 9 s, on a text of 96 characters 52 s. */
    private static final long INDEXED_ROWS_A_SECOND = 500_000;

    /** The one of the integer has 107 MB, that of the text 600 MB. */
    private static final long INDEX_BYTES_A_SECOND = 12 * MEGABYTE;

    private static final List<Step> STEPS =
            List.of(new Step(86_400, "day"), new Step(3_600, "hour"), new Step(60, "minute"), new Step(1, "second"));

    private Rates() {}

    private record Step(long seconds, String name) {}

    /** From end to end, to check rows. */
    public static Duration read(Size table) {
        return time(table.bytes(), READ_BYTES_A_SECOND);
    }

    /** Without its indexes. */
    public static Duration rewritten(Size table) {
        return time(table.bytes(), REWRITTEN_BYTES_A_SECOND);
    }

    /** A new index of a table. */
    public static Duration built(Size table) {
        return time(table.rows(), INDEXED_ROWS_A_SECOND);
    }

    /** An index that is there. */
    public static Duration builtAgain(Size index) {
        return time(index.bytes(), INDEX_BYTES_A_SECOND);
    }

    private static Duration time(long amount, long perSecond) {
        return Duration.ofMillis(Math.multiplyExact(amount, 1000) / perSecond);
    }

    /** {@code 40 seconds}, {@code 12 minutes}: no more digits than there is to know. */
    public static String words(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 1) {
            return "a second";
        }
        Step step = STEPS.stream()
                .filter(each -> seconds >= 2 * each.seconds)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        long number = Math.round((double) seconds / step.seconds);
        return "%d %s%s".formatted(number, step.name, number == 1 ? "" : "s");
    }
}
