package io.pgretype.lint.replay;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import io.pgretype.lint.script.Statement;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Statements with a semicolon after each, as people write them and as {@code pgretype stats} does. */
public final class StatementsFile {

    /** What a plan is made for; a MERGE from PostgreSQL 15 on. */
    private static final Set<String> PLANNED =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");

    private static final String HEAD = """
            -- Statements of the running release, without their values, for: pgretype lint --statements FILE
            """;

    private StatementsFile() {}

    /**
     * Those that a migration can break; what begins or ends transactions, or sets something, is left out.
     *
     * @throws ProblemException {@code production-file-invalid} if it cannot be read
     */
    public static List<Running> read(Path directory, Path file) {
        try {
            return parse(file, Files.readString(directory.resolve(file)));
        } catch (IOException e) {
            throw new ProblemException(new Problem(
                    ProblemCode.PRODUCTION_FILE_INVALID,
                    "The file %s cannot be used.".formatted(file),
                    "it cannot be read: " + e,
                    Problem.NOTHING_CHANGED,
                    "./pgretype stats --statements FILE writes one."));
        }
    }

    /** @param file where the text is from */
    public static List<Running> parse(Path file, String text) {
        return SqlScript.of(text, Client.DRIVER).statements().stream()
                .filter(StatementsFile::isPlanned)
                .map(statement -> new Running(file, statement.line(), statement.sql()))
                .toList();
    }

    /** A comment at the end of one does not take the semicolon in. */
    public static String text(Collection<String> statements) {
        StringBuilder text = new StringBuilder(HEAD);
        statements.stream()
                .map(String::strip)
                .map(sql -> sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql)
                .distinct()
                .filter(sql -> !parse(Path.of(""), sql).isEmpty())
                .forEach(sql -> text.append('\n').append(sql).append("\n;\n"));
        return text.toString();
    }

    private static boolean isPlanned(Statement statement) {
        List<String> words = statement.firstWords(1);
        return words.isEmpty() ? statement.sql().startsWith("(") : PLANNED.contains(words.get(0));
    }
}
