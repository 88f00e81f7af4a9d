package io.pgretype.lint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReadStatementsIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void saysThatNothingIsCollected() {
        assertThatThrownBy(() -> ReadStatements.from(database.connect()))
                .hasMessageContaining("[statements-not-collected]")
                .hasMessageContaining("the extension pg_stat_statements is not in this database");

        database.execute("create extension pg_stat_statements");

        assertThatThrownBy(() -> ReadStatements.from(database.connect()))
                .hasMessageContaining("[statements-not-collected]")
                .hasMessageContaining("shared_preload_libraries");
    }

    /** The test's server does not load the library: a table takes the place of its view. */
    @Test
    void readsWhatThisDatabaseWasSent() throws SQLException {
        database.execute(
                "create schema \"Monitoring\"",
                "create extension pg_stat_statements schema \"Monitoring\"",
                "alter extension pg_stat_statements drop view \"Monitoring\".pg_stat_statements",
                "drop view \"Monitoring\".pg_stat_statements",
                "create table \"Monitoring\".pg_stat_statements (query text, dbid oid, toplevel boolean, calls bigint)",
                """
                insert into "Monitoring".pg_stat_statements
                select query, oid, toplevel, calls
                  from pg_database, (values
                      ('select 1', true, 5),
                      ('select b', true, 4),
                      ('select b', true, 4),
                      ('select in_function', false, 9),
                      ('<insufficient privilege>', true, 9)) v (query, toplevel, calls)
                 where datname = current_database()
                """,
                "insert into \"Monitoring\".pg_stat_statements values ('select elsewhere', 1, true, 7)");

        assertThat(ReadStatements.from(database.connect())).containsExactly("select b", "select 1");
    }
}
