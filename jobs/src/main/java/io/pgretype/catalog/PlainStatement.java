package io.pgretype.catalog;

import io.pgretype.database.Database;
import io.pgretype.database.PrintedLists;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs statements just as they stand. What PostgreSQL has printed may have operators with a question mark ({@code ?},
 * {@code ?|}), which the driver takes for parameters wherever it prepares a statement; and the server does not read every list
 * as it prints it, see {@link PrintedLists}.
 */
public final class PlainStatement {

    private static final Pattern QUOTED_OR_QUESTION_MARK =
            Pattern.compile("'(?:[^']+|'')*+'|\"(?:[^\"]+|\"\")*+\"|[?]");

    private static final Pattern PARSED_BODY = Pattern.compile("\\bbegin\\s+atomic\\b", Pattern.CASE_INSENSITIVE);

    private final JdbcTemplate jdbc;

    public PlainStatement(Database database) {
        this.jdbc = database.template();
    }

    /** In the caller's transaction, if there is one. */
    public void run(String sql) {
        jdbc.execute(asOne(sql));
    }

    /** One after the other, sent together: under a lock each round trip counts. */
    public void runAll(List<String> statements) {
        if (!statements.isEmpty()) {
            jdbc.execute(statements.stream().map(PlainStatement::asOne).collect(Collectors.joining(";\n")));
        }
    }

    /**
     * The driver takes semicolons in a BEGIN ATOMIC body for ends of statements, where another statement is before it or the body has
     * an END of its own. It does not look into texts.
     */
    private static String asOne(String printed) {
        String sql = PrintedLists.withoutCasts(printed);
        if (!PARSED_BODY.matcher(sql).find()) {
            return sql;
        }
        String quote = "$pgretype$";
        for (int number = 2; sql.contains(quote); number++) {
            quote = "$pgretype%d$".formatted(number);
        }
        return "do $pgretype_do$ begin execute %s%s%s; end $pgretype_do$".formatted(quote, sql, quote);
    }

    /** The same expression as it is written in a statement that has parameters. */
    public static String withParameters(String expression) {
        return QUOTED_OR_QUESTION_MARK
                .matcher(expression)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().equals("?") ? "??" : match.group()));
    }
}
