package io.pgretype.lint.stats;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what applications have sent to a database, from pg_stat_statements. */
public final class ReadStatements {

    private static final String SCHEMA = """
            select quote_ident(n.nspname)
              from pg_extension e
              join pg_namespace n on n.oid = e.extnamespace
             where e.extname = 'pg_stat_statements'
            """;

    /**
     * Those in functions are not the release's own; an extension that was never updated does not tell them apart. Those of
     * other users are hidden from some roles.
     */
    private static final String STATEMENTS = """
            select query
              from %s.pg_stat_statements s
             where dbid = (select oid from pg_database where datname = current_database())
               and coalesce((to_jsonb(s) ->> 'toplevel')::boolean, true)
               and query not like '%%<insufficient privilege>%%'
             group by query
             order by sum(calls) desc, query
            """;

    private static final String NOT_LOADED = "55000";

    private ReadStatements() {}

    /**
     * The most frequent first; {@code $1} for each value.
     *
     * @throws ProblemException {@code statements-not-collected}
     */
    public static List<String> from(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String schema;
            try (ResultSet row = statement.executeQuery(SCHEMA)) {
                if (!row.next()) {
                    throw notCollected("the extension pg_stat_statements is not in this database");
                }
                schema = row.getString(1);
            }
            List<String> statements = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(STATEMENTS.formatted(schema))) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
            return statements;
        } catch (SQLException e) {
            if (NOT_LOADED.equals(e.getSQLState())) {
                throw notCollected("pg_stat_statements is not among shared_preload_libraries");
            }
            throw e;
        }
    }

    private static ProblemException notCollected(String observed) {
        return new ProblemException(new Problem(
                ProblemCode.STATEMENTS_NOT_COLLECTED,
                "The server does not collect statements.",
                observed,
                Problem.NOTHING_CHANGED,
                "Load pg_stat_statements and create the extension, or write the statements into a file yourself."));
    }
}
