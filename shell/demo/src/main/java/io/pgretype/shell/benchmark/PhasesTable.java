package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.shell.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How the time of a whole change is divided among its phases, and its sum against alter table. */
final class PhasesTable {

    private PhasesTable() {}

    /** Nothing where no method ran the phases one after another. */
    static List<String> lines(Results results) {
        List<Measurement> changes = results.cases().stream()
                .flatMap(kind -> results.of(kind).stream())
                .filter(measurement -> !measurement.phases().isEmpty())
                .toList();
        if (changes.isEmpty()) {
            return List.of();
        }
        List<PhaseCommand> commands =
                changes.get(0).phases().keySet().stream().sorted().toList();
        Table table = new Table(Stream.of(
                        Stream.of("SECONDS"),
                        commands.stream().map(command -> command.text().toUpperCase(Locale.ROOT)),
                        Stream.of("SUM", "ALTER"))
                .flatMap(column -> column)
                .toArray(String[]::new));
        for (Measurement change : changes) {
            List<String> cells = new ArrayList<>();
            cells.add(change.kind().name());
            Map<PhaseCommand, Duration> phases = change.phases();
            commands.forEach(command -> cells.add(
                    seconds(phases.getOrDefault(command, Duration.ZERO).toNanos() / 1e9)));
            cells.add(seconds(change.seconds()));
            cells.add(ResultTable.times(results.ratio(change, Method.ALTER_TABLE, Measurement::seconds)));
            table.row(cells.toArray(String[]::new));
        }
        return Stream.concat(Stream.of(""), table.lines().stream()).toList();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
