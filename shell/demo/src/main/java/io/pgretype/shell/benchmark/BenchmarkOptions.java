package io.pgretype.shell.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured.
 *
 * @param cases each on a server of its own
 * @param alone the methods that are measured with nobody beside them
 * @param rounds how often each of those is measured; its median counts
 * @param beside the methods that are measured with traffic beside them, in the first case only
 * @param length of what is observed of the traffic
 * @param picture the SVG file to write, null for none
 */
public record BenchmarkOptions(
        List<BenchmarkCase> cases,
        List<Method> alone,
        int rounds,
        List<Method> beside,
        TrafficLength length,
        @Nullable Path picture) {

    public BenchmarkOptions {
        cases = List.copyOf(cases);
        alone = List.copyOf(alone);
        beside = List.copyOf(beside);
        if (cases.isEmpty() || rounds < 1) {
            throw new IllegalArgumentException("nothing to measure");
        }
    }
}
