package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.Figures;
import io.pgretype.shell.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a row costs in tables that differ in nothing but their size: the same everywhere, or it grows with the table. */
final class ScaleTable {

    private static final double MILLION = 1_000_000;

    private ScaleTable() {}

    /** Nothing where each table was measured in one size only. */
    static List<String> lines(Results results) {
        List<String> lines = new ArrayList<>();
        results.cases().stream()
                .map(kind -> kind.withRows(BenchmarkCase.REFERENCE_ROWS))
                .distinct()
                .forEach(table -> {
                    List<BenchmarkCase> sizes = results.cases().stream()
                            .filter(kind ->
                                    kind.withRows(BenchmarkCase.REFERENCE_ROWS).equals(table))
                            .toList();
                    if (sizes.size() > 1) {
                        lines.add("");
                        lines.add("%s: seconds a million rows".formatted(table.name()));
                        lines.addAll(table(results, sizes).lines());
                    }
                });
        return lines;
    }

    private static Table table(Results results, List<BenchmarkCase> sizes) {
        Table table =
                new Table(Stream.concat(Stream.of("METHOD"), sizes.stream().map(kind -> Figures.count(kind.rows())))
                        .toArray(String[]::new));
        sizes.stream()
                .flatMap(kind -> results.of(kind).stream())
                .map(Measurement::method)
                .distinct()
                .forEach(method -> table.row(Stream.concat(
                                Stream.of(method.text()),
                                sizes.stream().map(kind -> secondsAMillion(results, kind, method)))
                        .toArray(String[]::new)));
        return table;
    }

    private static String secondsAMillion(Results results, BenchmarkCase kind, Method method) {
        return results.median(kind, method)
                .map(run -> String.format(Locale.ROOT, "%.1f", run.seconds() / (kind.rows() / MILLION)))
                .orElse("-");
    }
}
