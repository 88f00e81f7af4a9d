package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are filled where they are, so that no index has to be touched; or it is said why not. */
@AnyVersion
class StripesIT extends BackfillFixture {

    private static final int ROWS = 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void mostRowsStayInTheirPage(String order) {
        indexedTable(100);
        expand("order: " + order);

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(remark()).isNull();
        assertThat(share("pgretype.pulse", "rows_hot", "rows_updated")).isGreaterThan(0.7);
        // Sessions tell the server their own counts when they end, at the latest.
        workbench.close();
        awaitTrue("select n_tup_upd >= %d from pg_stat_user_tables where relname = 'item'".formatted(ROWS));
        assertThat(share("pg_stat_user_tables where relname = 'item'", "n_tup_hot_upd", "n_tup_upd"))
                .isGreaterThan(0.7);
    }

    @Test
    void countsReadAsRowsAndChunksHaveMany() {
        indexedTable(100);
        expand();

        run(PhaseCommand.BACKFILL);

        assertThat(counted("write_count")).isEqualTo(ROWS);
        assertThat(counted("read_count")).isEqualTo(ROWS);
        assertThat(workbench.status().read(CHANGE).rowsDone()).isEqualTo(ROWS);
        assertThat(counted("commit_count")).isLessThan(ROWS / 50);
    }

    @Test
    void saysThatThereIsRoomInThePages() {
        indexedTable(40);
        expand();

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(remark()).startsWith("fills rows in their order, as there is room in their pages");
        assertThat(share("pgretype.pulse", "rows_hot", "rows_updated")).isGreaterThan(0.8);
    }

    @Test
    void namesWhoKeepsOldVersionsAndEndsAllTheSame() throws Exception {
        indexedTable(100);
        expand();
        // An older one in another database keeps nothing of ours.
        try (TestDatabase another = TestDatabase.create();
                Connection elsewhere = snapshot(another);
                Connection reader = snapshot(database)) {
            assertThat(elsewhere.isValid(1)).isTrue();
            int pid = pid(reader);
            awaitTrue("select clock_timestamp() - xact_start > interval '4 seconds' from pg_stat_activity where pid = "
                    + pid);

            run(PhaseCommand.BACKFILL);

            assertAllFilled();
            assertThat(remark())
                    .matches(
                            "only \\d+ % of the updates stay in their page: pid " + pid + ", .+ old, keeps old row .+");
        }
    }

    @Test
    void saysThatAnIndexOnTheNewColumnForbidsIt() {
        indexedTable(100);
        expand();
        database.execute("create index on item (size_new)");

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(remark())
                .isEqualTo("fills rows in their order, as an index on the new column lets none stay in its page");
    }

    private void indexedTable(int fillfactor) {
        database.execute(
                "create table item (id integer primary key, size integer, a integer, b integer, c text)"
                        + " with (fillfactor = %d, autovacuum_enabled = off)".formatted(fillfactor),
                "insert into item select i, i, i %% 997, -i, md5(i::text) from generate_series(1, %d) as i"
                        .formatted(ROWS),
                "create index on item (a)",
                "create index on item (b, a)",
                "create index on item (c)",
                "vacuum analyze item");
    }

    private @Nullable String remark() {
        return database.value("select remark from pgretype.pulse", String.class);
    }

    private double share(String from, String part, String whole) {
        Double share = database.value("select %s::float8 / %s from %s".formatted(part, whole, from), Double.class);
        return share == null ? 0 : share;
    }

    private static Connection snapshot(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        pid(connection);
        return connection;
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
