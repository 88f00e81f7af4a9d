package io.pgretype.shell.command;

import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The change files that nobody has expanded yet. */
final class PlannedChanges {

    private PlannedChanges() {}

    /**
     * A line for each column; empty where there are none.
     *
     * @param known the changes that are in the database already
     */
    static List<String> lines(ChangeFiles files, Set<String> known) {
        List<String> names =
                files.names().stream().filter(name -> !known.contains(name)).toList();
        if (names.isEmpty()) {
            return List.of();
        }
        var table = new Table("CHANGE", "COLUMN", "STATE");
        names.forEach(name -> add(name, files, table));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("next: ./pgretype plan " + names.get(0));
        return lines;
    }

    private static void add(String name, ChangeFiles files, Table table) {
        try {
            List<String> columns = columns(files.read(name));
            table.row(name, columns.get(0), "planned, not expanded");
            columns.stream().skip(1).forEach(column -> table.row("", column, ""));
        } catch (ProblemException e) {
            // One bad file must not hide where the others stand.
            table.row(name, "-", "its file cannot be used: plan says why");
        }
    }

    private static List<String> columns(Change change) {
        return change.tables().stream()
                .flatMap(table -> table.moves().stream().map(move -> "%s.%s"
                        .formatted(table.table().sql(), move.column().sql())))
                .toList();
    }
}
