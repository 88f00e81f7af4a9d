package io.pgretype.shell.demo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.traffic.Client;
import io.pgretype.shell.traffic.LatencySummary;
import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.Stall;
import io.pgretype.shell.traffic.StatementKind;
import io.pgretype.shell.traffic.TrafficReport;
import io.pgretype.status.LockUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {

    private static final Duration LONGEST = Duration.ofMillis(12_345);

    @Test
    void fitsATerminalEvenWithLargeFigures() {
        List<PeriodReport> periods = new ArrayList<>();
        periods.add(period(TrafficLines.ALONE, Map.of()));
        for (DemoStep step : DemoStep.ALL) {
            periods.add(period(step.name(), step.changesColumns() ? Map.of(Client.CARELESS, 12L) : Map.of()));
        }
        TrafficReport report = new TrafficReport(periods, List.of());

        List<String> lines = summary(report, 1_000_000L, true).lines();

        assertThat(lines)
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100))
                .contains("  12,345 ms (alone) without the migration, 12,345 ms (plan) with it.");
    }

    @Test
    void forgivesACarelessClientItsPlanErrorsAndNothingElse() {
        TrafficReport planErrors =
                new TrafficReport(List.of(period("expand", Map.of(Client.CARELESS, 12L))), List.of());

        assertThat(summary(planErrors, 0L, true).exitStatus().number()).isZero();
        assertThat(summary(planErrors, 1L, true).exitStatus().number()).isEqualTo(5);
        assertThat(summary(planErrors, null, true).exitStatus().number()).isEqualTo(5);
        assertThat(summary(planErrors, 0L, false).exitStatus().number()).isEqualTo(5);
    }

    private static DemoSummary summary(TrafficReport report, @Nullable Long mismatches, boolean holds) {
        return new DemoSummary(
                new ColumnScenario().changed(10_000_000), phases(), report, mismatches, new Proof(holds, List.of()));
    }

    private static List<DemoPhase> phases() {
        return DemoStep.ALL.stream()
                .map(step -> new DemoPhase(
                        step,
                        LONGEST.multipliedBy(100),
                        "did it",
                        step.changesColumns() ? new LockUse(step.name(), 100, 30_000, 999) : null,
                        Outcome.done(List.of())))
                .toList();
    }

    private static PeriodReport period(String name, Map<Client, Long> planErrors) {
        LatencySummary latency =
                new LatencySummary(10_000_000, Duration.ofMillis(999), Duration.ofMillis(999), LONGEST);
        return new PeriodReport(
                name,
                LONGEST,
                Arrays.stream(StatementKind.values())
                        .collect(toMap(kind -> kind, kind -> new PeriodReport.KindReport(0, latency))),
                planErrors,
                latency,
                new Stall(StatementKind.UPDATE_OTHER, LONGEST, Instant.EPOCH));
    }
}
