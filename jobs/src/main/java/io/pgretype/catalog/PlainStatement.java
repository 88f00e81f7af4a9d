package io.pgretype.catalog;

import io.pgretype.database.Database;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs statements just as they stand. What PostgreSQL has printed may have operators with a question mark ({@code ?},
 * {@code ?|}), which the driver takes for parameters wherever it prepares a statement.
 */
public final class PlainStatement {

    private static final Pattern QUOTED_OR_QUESTION_MARK =
            Pattern.compile("'(?:[^']+|'')*+'|\"(?:[^\"]+|\"\")*+\"|[?]");

    private final JdbcTemplate jdbc;

    public PlainStatement(Database database) {
        this.jdbc = database.template();
    }

    /** In the caller's transaction, if there is one. */
    public void run(String sql) {
        jdbc.execute(sql);
    }

    /** One after the other, sent together: under a lock each round trip counts. */
    public void runAll(List<String> statements) {
        if (!statements.isEmpty()) {
            jdbc.execute(String.join(";\n", statements));
        }
    }

    /** The same expression as it is written in a statement that has parameters. */
    public static String withParameters(String expression) {
        return QUOTED_OR_QUESTION_MARK
                .matcher(expression)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().equals("?") ? "??" : match.group()));
    }
}
