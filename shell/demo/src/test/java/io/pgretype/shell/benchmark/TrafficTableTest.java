package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.traffic.LatencySummary;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTableTest {

    @Test
    void comparesEachMethodWithItsOwnBaseline() {
        assertThat(lines(figures(1, List.of()), figures(3, List.of("deadlock detected"))))
                .containsSubsequence(
                        "METHOD      SECONDS  TRAFFIC  STATEMENTS  P50     P99     LONGEST  STATEMENT  ERRORS",
                        "pgretype-2           alone    1,000       1.0 ms  2.0 ms  4.0 ms   3.0 ms     0",
                        "            12.0     beside   1,000       3.0 ms  6.0 ms  12.0 ms  9.0 ms     1",
                        "                     ratio                3.00x   3.00x   3.00x    3.00x")
                .contains("pgretype-2: deadlock detected")
                .noneMatch(line -> line.contains("quiet"));
    }

    @Test
    void saysThatABaselineIsNone() {
        assertThat(lines(figures(50, List.of()), figures(100, List.of())))
                .anyMatch(line -> line.contains("is the machine quiet?"));
    }

    private static List<String> lines(TrafficFigures alone, TrafficFigures beside) {
        return TrafficTable.lines(
                Measured.KIND,
                List.of(new TrafficMeasurement(Method.PGRETYPE_2, 2_000, Duration.ofSeconds(12), alone, beside)));
    }

    private static TrafficFigures figures(long millis, List<String> errors) {
        return new TrafficFigures(
                new LatencySummary(
                        1_000, Duration.ofMillis(millis), Duration.ofMillis(2 * millis), Duration.ofMillis(4 * millis)),
                Duration.ofMillis(3 * millis),
                errors.size(),
                errors);
    }
}
