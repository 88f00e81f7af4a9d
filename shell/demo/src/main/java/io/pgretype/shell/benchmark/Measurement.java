package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a method took.
 *
 * @param took on the clock of who waits for it
 * @param walBytes that the whole server wrote meanwhile
 * @param tableGrowth of the table's own file, as a share of what it was: 0.08 is 8 %
 * @param indexGrowth of all its indexes together, in the same way
 * @param hotShare how many of the updates changed no index, from 0 to 1; null if there were no updates
 * @param phases how long each phase took; empty where none was run
 */
record Measurement(
        BenchmarkCase kind,
        Method method,
        Duration took,
        long walBytes,
        double tableGrowth,
        double indexGrowth,
        @Nullable Double hotShare,
        Map<PhaseCommand, Duration> phases) {

    double seconds() {
        return took.toNanos() / 1e9;
    }

    double rowsPerSecond() {
        return kind.rows() / Math.max(1e-3, seconds());
    }

    double walBytesPerRow() {
        return walBytes / (double) kind.rows();
    }
}
