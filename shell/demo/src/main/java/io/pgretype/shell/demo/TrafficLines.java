package io.pgretype.shell.demo;

import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.Stall;
import io.pgretype.shell.traffic.TrafficError;
import io.pgretype.shell.traffic.TrafficReport;
import io.pgretype.status.LockUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the traffic noticed, a line a period. */
final class TrafficLines {

    /** The periods of the traffic that are no steps. */
    static final String WARM_UP = "warm-up";

    static final String ALONE = "alone";
    static final String AFTERWARDS = "afterwards";

    private static final String ROW = "%-14s %10s %6s %7s %7s %8s  %-23s %9s %6s";

    private TrafficLines() {}

    /** With a heading; and the first errors if there are any. */
    static List<String> of(TrafficReport report, List<DemoPhase> phases) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(ROW.formatted(
                "traffic", "statements", "errors", "p50", "p99", "longest", "which was", "lock wait", "held"));
        report.periods().stream()
                .filter(period -> !period.name().equals(WARM_UP))
                .map(period -> line(period, lock(period, phases)))
                .forEach(lines::add);
        report.firstErrors().stream().map(TrafficError::text).forEach(lines::add);
        return lines;
    }

    private static String line(PeriodReport period, @Nullable LockUse lock) {
        Stall longest = period.longest();
        return ROW.formatted(
                        period.name(),
                        Figures.count(period.statements()),
                        Figures.count(period.errors()),
                        longest == null ? "" : Figures.millis(period.latency().p50()),
                        longest == null ? "" : Figures.millis(period.latency().p99()),
                        longest == null ? "" : Figures.millis(period.latency().max()),
                        longest == null ? "" : longest.kind().text(),
                        lock == null ? "" : lock.waitMs() + " ms",
                        lock == null ? "" : lock.holdMs() + " ms")
                .stripTrailing();
    }

    private static @Nullable LockUse lock(PeriodReport period, List<DemoPhase> phases) {
        return phases.stream()
                .filter(phase -> phase.step().name().equals(period.name()))
                .map(DemoPhase::lock)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
