package io.pgretype.shell.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void saysNothingOfNothing() {
        assertThat(latencies.summary()).isEqualTo(new LatencySummary(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void isExactForOne() {
        latencies.add(123_457);

        assertThat(latencies.summary())
                .isEqualTo(new LatencySummary(1, micros(123_457), micros(123_457), micros(123_457)));
    }

    @Test
    void findsQuantilesWithinThreePercent() {
        for (long micros = 1; micros <= 100_000; micros++) {
            latencies.add(micros);
        }

        LatencySummary summary = latencies.summary();
        assertThat(toMicros(summary.p50())).isBetween(50_000L, 51_600L);
        assertThat(toMicros(summary.p99())).isBetween(99_000L, 100_000L);
        assertThat(summary.max()).isEqualTo(micros(100_000));
        assertThat(summary.count()).isEqualTo(100_000);
    }

    @Test
    void oneStallAmongManyShowsInMaxOnly() {
        for (int i = 0; i < 1_000; i++) {
            latencies.add(200);
        }
        latencies.add(900_000);

        assertThat(toMicros(latencies.summary().p99())).isBetween(200L, 207L);
        assertThat(latencies.summary().max()).isEqualTo(micros(900_000));
    }

    @Test
    void takesAnyLength() {
        latencies.add(-1);
        latencies.add(Long.MAX_VALUE);

        assertThat(latencies.summary().count()).isEqualTo(2);
        assertThat(latencies.summary().p50()).isZero();
        assertThat(latencies.summary().max()).isGreaterThan(Duration.ofHours(12));
    }

    @Test
    void addsUp() {
        latencies.add(100);
        Latencies other = new Latencies();
        other.add(20);
        latencies.add(other);

        assertThat(latencies.summary()).isEqualTo(new LatencySummary(2, micros(20), micros(100), micros(100)));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    private static long toMicros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
