package io.pgretype.shell.traffic;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the traffic saw in one period.
 *
 * @param name as given to {@link Traffic#period}
 * @param length how long it went on
 * @param planErrors how often which kind of client was told "cached plan must not change result type"
 * @param latency of all kinds together
 * @param longest null if there was no statement
 */
public record PeriodReport(
        String name,
        Duration length,
        Map<Kind, KindReport> kinds,
        Map<Client, Long> planErrors,
        LatencySummary latency,
        @Nullable Stall longest) {

    public PeriodReport {
        kinds = Map.copyOf(kinds);
        planErrors = Map.copyOf(planErrors);
    }

    /** What one kind of statement saw. */
    public record KindReport(long errors, LatencySummary latency) {}

    public long statements() {
        return latency.count();
    }

    public long planErrors(Client client) {
        return planErrors.getOrDefault(client, 0L);
    }

    /** Without the plan errors of {@link Client#CARELESS}. */
    public long errors() {
        return kinds.values().stream().mapToLong(KindReport::errors).sum();
    }
}
