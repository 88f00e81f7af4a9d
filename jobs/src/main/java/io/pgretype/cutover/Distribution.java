package io.pgretype.cutover;

import java.util.List;
import java.util.stream.Stream;

/**
 * How values are spread.
 *
 * @param sorted at least one
 */
record Distribution(List<Long> sorted) {

    static Distribution of(Stream<Long> values) {
        return new Distribution(values.sorted().toList());
    }

    /** The least value that is not exceeded by that share of all: one that was measured, never one in between. */
    long percentile(int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(rank, 1) - 1);
    }

    /** For people: {@code min 1 ms, median 3 ms, p95 90 ms, max 120 ms}. */
    String text(String unit) {
        return "min %d%s, median %d%s, p95 %d%s, max %d%s"
                .formatted(percentile(0), unit, percentile(50), unit, percentile(95), unit, percentile(100), unit);
    }
}
