package io.pgretype.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows a table has, without counting. */
class RowEstimateIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void growsWithTheTableSinceItWasAnalyzed() {
        table();
        database.execute("analyze item", "insert into item select i, i from generate_series(10001, 20000) as i");

        assertThat(estimate()).isBetween(19_000L, 21_000L);
    }

    @Test
    void isOfTheRightOrderWhereNothingWasEverAnalyzed() {
        table();

        assertThat(estimate()).isBetween(5_000L, 20_000L);
    }

    @Test
    void doesNotWaitForWhoHoldsTheTable() throws Exception {
        table();
        database.execute("analyze item");
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table item in access exclusive mode");

            assertThat(estimate()).isEqualTo(10_000);
        }
    }

    @Test
    void isNothingForATableThatIsGone() {
        assertThat(new RowEstimate(JdbcClient.create(database.dataSource())).of(4711))
                .isZero();
    }

    private void table() {
        database.execute(
                "create table item (id integer, size integer) with (autovacuum_enabled = false)",
                "insert into item select i, i from generate_series(1, 10000) as i");
    }

    private long estimate() {
        return new RowEstimate(JdbcClient.create(database.dataSource()))
                .of(database.value("select 'item'::regclass::oid::bigint", Long.class));
    }
}
