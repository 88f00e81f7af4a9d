package io.pgretype.shell.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Figures that nobody measured. */
final class Measured {

    static final BenchmarkCase KIND = BenchmarkCase.parse("sequential");

    private Measured() {}

    static Measurement of(Method method, double seconds) {
        return of(KIND, method, seconds);
    }

    static Measurement of(BenchmarkCase kind, Method method, double seconds) {
        return new Measurement(
                kind,
                method,
                Duration.ofMillis((long) (seconds * 1000)),
                (long) (seconds * 100_000_000),
                0.08,
                1.0,
                method == Method.ALTER_TABLE ? null : Double.valueOf(0.9),
                Map.of());
    }

    static Results results(Measurement... measurements) {
        Results results = new Results();
        List.of(measurements).forEach(results::add);
        return results;
    }
}
