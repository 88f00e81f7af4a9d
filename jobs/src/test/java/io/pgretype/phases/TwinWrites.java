package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application that writes the same to two databases, of which one has had the new types from the start. It keeps its sessions
 * through all phases, and with them the plans of its foreign keys.
 */
final class TwinWrites implements AutoCloseable {

    private static final String MUST_FAIL = "fails: ";

    /** Queries of all rows, with the columns that the application knows of, and of all sequences. */
    private static final String CONTENTS = """
            select format(
                       'select %L || replace(concat_ws('','', %s), ''-'', '''') from %s',
                       class.oid::regclass || ': ',
                       (select string_agg(format('coalesce(%I::text, ''null'')', attname), ', ' order by attname)
                          from pg_attribute
                         where attrelid = class.oid
                           and attnum > 0
                           and not attisdropped),
                       class.oid::regclass)
              from pg_class as class
             where relkind in ('r', 'p')
               and not relispartition
               and relnamespace::regnamespace::text !~ '^(pg_|information_schema|pgretype)'
             union all
            select format('select %L || last_value || is_called from %s', class.oid::regclass || ': ', class.oid::regclass)
              from pg_class as class
             where relkind = 'S'
               and relnamespace::regnamespace::text !~ '^(pg_|information_schema|pgretype)'""";

    private final Connection session;
    private final Connection twin;
    private final String contents;

    TwinWrites(TestDatabase database, TestDatabase oracle) throws SQLException {
        this.session = database.connect();
        this.twin = oracle.connect();
        this.contents = String.join(" union all ", oracle.column(CONTENTS));
    }

    /** Each must end here as it does there, and leave the same rows. */
    void write(String when, String... statements) throws SQLException {
        for (String statement : statements) {
            boolean mustFail = statement.startsWith(MUST_FAIL);
            String sql = mustFail ? statement.substring(MUST_FAIL.length()) : statement;
            String expected = end(twin, sql);
            assertThat(expected).as("the twin's %s", sql).matches(mustFail ? "[0-9A-Z]{5}: .*" : "done");
            assertThat(end(session, sql)).as("%s: %s", when, sql).startsWith(expected.split(":")[0]);
        }
        assertThat(rows(session)).as("rows %s", when).isEqualTo(rows(twin));
    }

    private static String end(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            try (Statement statement = session.createStatement()) {
                statement.execute("rollback");
            }
            return "%s: %s"
                    .formatted(e.getSQLState(), String.valueOf(e.getMessage()).replace("\n", " "));
        }
    }

    private List<@Nullable String> rows(Connection of) throws SQLException {
        List<@Nullable String> rows = new ArrayList<>();
        try (Statement statement = of.createStatement();
                var result = statement.executeQuery(
                        "select * from (%s) as rows (line) order by line collate \"C\"".formatted(contents))) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        session.close();
        twin.close();
    }
}
