package io.pgretype.catalog;

import io.pgretype.change.QualifiedName;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of a table that cannot be changed as its file has it, whether preflight sees it or the reader. */
public final class TableProblems {

    private TableProblems() {}

    public static Problem tableMissing(QualifiedName table, String database) {
        return new Problem(
                ProblemCode.TABLE_MISSING,
                "There is no table %s.".formatted(table),
                "database %s has no such table".formatted(database),
                Problem.NOTHING_CHANGED,
                "Correct 'table:' in the change file, or connect to the right database.");
    }

    /**
     * @param missing the columns that the change file names and the table does not have
     * @param columns those that it has
     */
    public static Problem columnsMissing(QualifiedName table, List<String> missing, List<String> columns) {
        return new Problem(
                ProblemCode.COLUMN_MISSING,
                "Table %s has no column %s.".formatted(table, String.join(", ", missing)),
                "its columns are " + String.join(", ", columns),
                Problem.NOTHING_CHANGED,
                "Correct the column's name in the change file.");
    }

    /** @param complaints a column each, and what is wrong with its new type */
    public static Problem typeUnknown(QualifiedName table, List<String> complaints) {
        return new Problem(
                ProblemCode.TYPE_UNKNOWN,
                "The new type of a column of %s is no type that a column can have.".formatted(table),
                String.join("; ", complaints),
                Problem.NOTHING_CHANGED,
                "Correct 'type:' in the change file; a type outside the search_path needs its schema, and this role"
                        + " USAGE on that.");
    }

    /** @param indexes all unique indexes that it has, none of which will do */
    public static Problem noKey(QualifiedName table, List<UniqueIndex> indexes) {
        return new Problem(
                ProblemCode.NO_KEY,
                "Table %s cannot be walked.".formatted(table),
                indexes.isEmpty()
                        ? "it has no primary key and no unique index"
                        : indexes.stream()
                                .map(index -> "%s %s".formatted(index.name(), obstacle(index)))
                                .collect(Collectors.joining("; ")),
                Problem.NOTHING_CHANGED,
                "Create a key: 'create unique index concurrently … on %s (…)' over NOT NULL columns.".formatted(table));
    }

    private static String obstacle(UniqueIndex index) {
        return index.obstacle() == null
                ? "has a column whose new type is not ordered by < and > of the search_path"
                : index.obstacle();
    }
}
