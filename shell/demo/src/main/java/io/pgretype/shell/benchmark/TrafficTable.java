package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.Figures;
import io.pgretype.shell.report.Table;
import io.pgretype.shell.traffic.LatencySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the traffic noticed, in lines of text: each method's own baseline, and the ratio to it. */
final class TrafficTable {

    private TrafficTable() {}

    static List<String> lines(BenchmarkCase kind, List<TrafficMeasurement> measurements) {
        if (measurements.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%s, with %d sessions beside it, together %s statements a second, half of what they can"
                .formatted(
                        kind.name(),
                        PacedTraffic.SESSIONS,
                        Figures.count(Math.round(measurements.get(0).statementsPerSecond()))));
        var table =
                new Table("METHOD", "SECONDS", "TRAFFIC", "STATEMENTS", "P50", "P99", "LONGEST", "STATEMENT", "ERRORS");
        for (TrafficMeasurement measurement : measurements) {
            String seconds =
                    String.format(Locale.ROOT, "%,.1f", measurement.took().toNanos() / 1e9);
            table.row(cells(measurement.method().text(), "", "alone", measurement.alone()));
            table.row(cells("", seconds, "beside", measurement.beside()));
            table.row(ratios(measurement));
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add("P50, P99, LONGEST: from when a statement was due; STATEMENT: the longest from when it was sent.");
        measurements.stream()
                .filter(TrafficMeasurement::wasLateAlone)
                .forEach(measurement -> lines.add(
                        "%s: the traffic was late when it was alone already, its ratios say nothing; is the machine quiet?"
                                .formatted(measurement.method().text())));
        measurements.forEach(measurement -> measurement
                .beside()
                .firstErrors()
                .forEach(error ->
                        lines.add("%s: %s".formatted(measurement.method().text(), error))));
        return lines;
    }

    private static String[] cells(String method, String seconds, String period, TrafficFigures figures) {
        LatencySummary latency = figures.sinceDue();
        return new String[] {
            method,
            seconds,
            period,
            Figures.count(latency.count()),
            Figures.millis(latency.p50()),
            Figures.millis(latency.p99()),
            Figures.millis(latency.max()),
            Figures.millis(figures.longestStatement()),
            Figures.count(figures.errors())
        };
    }

    private static String[] ratios(TrafficMeasurement measurement) {
        return new String[] {
            "",
            "",
            "ratio",
            "",
            ratio(measurement, figures -> figures.sinceDue().p50()),
            ratio(measurement, figures -> figures.sinceDue().p99()),
            ratio(measurement, figures -> figures.sinceDue().max()),
            ratio(measurement, TrafficFigures::longestStatement),
            ""
        };
    }

    private static String ratio(TrafficMeasurement measurement, Function<TrafficFigures, Duration> figure) {
        double alone = figure.apply(measurement.alone()).toNanos();
        double beside = figure.apply(measurement.beside()).toNanos();
        return alone <= 0 ? "-" : String.format(Locale.ROOT, "%.2fx", beside / alone);
    }
}
