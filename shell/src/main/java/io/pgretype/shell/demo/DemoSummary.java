package io.pgretype.shell.demo;

import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.Stall;
import io.pgretype.shell.traffic.TrafficError;
import io.pgretype.shell.traffic.TrafficReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the demo ended.
 *
 * @param took from the plan to the last phase's end
 * @param report what the traffic noticed
 * @param mismatches that verify found, null if it did not say
 * @param readBack whether a value that did not fit before was found again
 */
record DemoSummary(
        long rows,
        Duration took,
        TrafficReport report,
        @Nullable Long mismatches,
        boolean readBack) {

    /** The periods of the traffic that are no phases. */
    static final String WARM_UP = "warm-up";

    static final String ALONE = "alone";
    static final String AFTERWARDS = "afterwards";

    private static final String ROW = "%-15s %10s %7s %9s %9s %9s  %s";

    ExitStatus exitStatus() {
        boolean flawless = report.errors() == 0 && mismatches != null && mismatches == 0 && readBack;
        return flawless ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(trafficLines(report));
        lines.add("");
        lines.add("%s rows changed from integer to bigint in %s: %s mismatches, %s errors in %s statements."
                .formatted(
                        Figures.count(rows),
                        Figures.seconds(took),
                        mismatches == null ? "unknown" : Figures.count(mismatches),
                        Figures.count(report.errors()),
                        Figures.count(report.statements())));
        lines.add("The application's longest stall: %s without the migration, %s with it."
                .formatted(longest(name -> name.equals(ALONE)), longest(DemoSummary::isPhase)));
        lines.add(
                readBack
                        ? "A file_size of 3000000000 can be stored now: inserted, and read back by its index."
                        : "A file_size of 3000000000 was not read back.");
        return lines;
    }

    /** A line a period, with a heading; and the first errors if there are any. */
    static List<String> trafficLines(TrafficReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(ROW.formatted("traffic", "statements", "errors", "p50", "p99", "longest", "which was"));
        report.periods().stream()
                .filter(period -> !period.name().equals(WARM_UP))
                .map(DemoSummary::line)
                .forEach(lines::add);
        report.firstErrors().stream().map(TrafficError::text).forEach(lines::add);
        return lines;
    }

    private static String line(PeriodReport period) {
        Stall longest = period.longest();
        return longest == null
                ? ROW.formatted(period.name(), 0, 0, "", "", "", "")
                : ROW.formatted(
                        period.name(),
                        Figures.count(period.statements()),
                        Figures.count(period.errors()),
                        Figures.millis(period.latency().p50()),
                        Figures.millis(period.latency().p99()),
                        Figures.millis(period.latency().max()),
                        longest.kind().text());
    }

    private String longest(Predicate<String> which) {
        return report.periods().stream()
                .filter(period -> which.test(period.name()))
                .max(Comparator.comparing(period -> period.latency().max()))
                .map(period ->
                        "%s (%s)".formatted(Figures.millis(period.latency().max()), period.name()))
                .orElse("unknown");
    }

    private static boolean isPhase(String period) {
        return !period.equals(WARM_UP) && !period.equals(ALONE) && !period.equals(AFTERWARDS);
    }
}
