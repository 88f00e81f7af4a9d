package io.pgretype.plan;

import io.pgretype.change.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a table's change will cost, or that of several tables.
 *
 * @param fastSeconds of its backfill, on a server that has little else to do
 * @param slowSeconds of its backfill, on a busy one
 * @param backfillWal in bytes, at most
 * @param indexWal in bytes
 * @param size of the table and its indexes now, in bytes
 */
record Estimate(long rows, long fastSeconds, long slowSeconds, long backfillWal, long indexWal, long size) {

    static Estimate sum(List<Estimate> estimates) {
        return estimates.stream()
                .reduce(
                        new Estimate(0, 0, 0, 0, 0, 0),
                        (sum, next) -> new Estimate(
                                sum.rows + next.rows,
                                sum.fastSeconds + next.fastSeconds,
                                sum.slowSeconds + next.slowSeconds,
                                sum.backfillWal + next.backfillWal,
                                sum.indexWal + next.indexWal,
                                sum.size + next.size));
    }

    /** In bytes, at most, while both columns exist. */
    long moreDisk() {
        return size + indexWal;
    }

    /** For people: {@code 2s to 10s}. */
    String time() {
        String fast = time(fastSeconds);
        String slow = time(slowSeconds);
        return fast.equals(slow) ? fast : "%s to %s".formatted(fast, slow);
    }

    private static String time(long seconds) {
        return Durations.text(Duration.ofSeconds(Math.max(seconds, 1)));
    }

    /** For people. */
    static String bytes(long bytes) {
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%,d kB", bytes / 1000)
                : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
    }
}
