package io.pgretype.lint.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a session sees at one moment, changes of its own transaction included.
 *
 * @param locks that the session itself has on relations
 * @param lockTimeout the setting: {@code 0} if a statement may wait for a lock for ever
 */
public record Observation(Catalog catalog, Set<Lock> locks, String lockTimeout, String statementTimeout) {

    private static final String SETTINGS =
            "select current_setting('lock_timeout'), current_setting('statement_timeout')";

    /** The server spells names, types and expressions by the search path: always by the same, whatever the migration sets. */
    private static final String SPELL_ALIKE = """
            select set_config('pgretype.search_path', current_setting('search_path'), true);
            select set_config('search_path', 'public', true)""";

    private static final String SPELL_AS_BEFORE =
            "select set_config('search_path', current_setting('pgretype.search_path'), true)";

    private static final String ALL = String.join(
            ";\n",
            SETTINGS,
            Lock.OWN,
            SPELL_ALIKE,
            Relation.QUERY,
            Column.QUERY,
            Constraint.QUERY,
            Index.QUERY,
            NamedObject.QUERY + " union all " + NamesInStatements.QUERY,
            SPELL_AS_BEFORE);

    /** In one round trip. */
    public static Observation of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(ALL);
            List<List<String>> settings = next(statement, false, row -> List.of(row.getString(1), row.getString(2)));
            List<Lock> locks = next(
                    statement,
                    true,
                    row -> new Lock(row.getLong("relation"), row.getString("mode"), row.getBoolean("granted")));
            skip(statement);
            skip(statement);
            Catalog catalog = new Catalog(
                    next(statement, true, Relation::of),
                    next(statement, true, Column::of),
                    next(statement, true, Constraint::of),
                    next(statement, true, Index::of),
                    next(statement, true, NamedObject::of));
            List<String> timeouts = settings.get(0);
            return new Observation(catalog, new HashSet<>(locks), timeouts.get(0), timeouts.get(1));
        }
    }

    private static void skip(Statement statement) throws SQLException {
        next(statement, true, row -> row.getString(1));
    }

    private static <T> List<T> next(Statement statement, boolean another, Row<T> row) throws SQLException {
        if (another) {
            statement.getMoreResults();
        }
        List<T> all = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                all.add(row.read(rows));
            }
        }
        return all;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The same catalog between two transactions: what was set for one of them is not set any more. */
    public Observation between(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            return new Observation(catalog, Set.of(), row.getString(1), row.getString(2));
        }
    }

    public boolean hasLockTimeout() {
        return !lockTimeout.equals("0");
    }
}
