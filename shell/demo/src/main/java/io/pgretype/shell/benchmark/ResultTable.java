package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.Figures;
import io.pgretype.shell.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The results in lines of text, with their ratios. */
final class ResultTable {

    private static final String UNKNOWN = "-";

    private static final List<String> LEGEND = List.of(
            "WAL/ROW in bytes; TABLE and INDEXES: growth; HOT: updates that changed no index.",
            "ALTER: seconds against alter table; BATCHES, WAL: seconds and WAL against plain batches of 10,000",
            "with as many workers, which mirror nothing.");

    private ResultTable() {}

    static List<String> lines(Results results) {
        List<String> lines = new ArrayList<>();
        for (BenchmarkCase kind : results.cases()) {
            lines.add("");
            lines.add("%s: %s".formatted(kind.name(), kind.description()));
            var table = new Table(
                    "METHOD", "SECONDS", "  ROWS/S", "WAL/ROW", "TABLE", "INDEXES", " HOT", "ALTER", "BATCHES", "WAL");
            results.of(kind).forEach(measurement -> table.row(cells(results, measurement)));
            lines.addAll(table.lines());
        }
        if (!results.cases().isEmpty()) {
            lines.add("");
            lines.addAll(LEGEND);
        }
        return lines;
    }

    /** One measurement in one line, as soon as it is there. */
    static String line(Measurement measurement) {
        return "%-28s %-12s %8s  %s, %s B of WAL a row"
                .formatted(
                        measurement.kind().name(),
                        measurement.method().text(),
                        Figures.seconds(measurement.took()),
                        Figures.rate(measurement.kind().rows(), measurement.took()),
                        Figures.count(Math.round(measurement.walBytesPerRow())));
    }

    private static String[] cells(Results results, Measurement measurement) {
        Double hot = measurement.hotShare();
        Method batches = measurement.method().plainBatches();
        return new String[] {
            measurement.method().text(),
            right(7, String.format(Locale.ROOT, "%,.1f", measurement.seconds())),
            right(8, Figures.count(Math.round(measurement.rowsPerSecond()))),
            right(7, Figures.count(Math.round(measurement.walBytesPerRow()))),
            right(5, percent(measurement.tableGrowth())),
            right(7, percent(measurement.indexGrowth())),
            right(4, hot == null ? UNKNOWN : percent(hot)),
            right(5, times(results.ratio(measurement, Method.ALTER_TABLE, Measurement::seconds))),
            right(7, times(results.ratio(measurement, batches, Measurement::seconds))),
            right(5, times(results.ratio(measurement, batches, Measurement::walBytesPerRow)))
        };
    }

    private static String right(int width, String text) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    /** For example {@code 0.22x}. */
    static String times(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2fx", ratio.getAsDouble()) : UNKNOWN;
    }
}
