package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;

import io.pgretype.phase.Outcome;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has the whole table locked for a while: the backfill waits, and goes on by itself. */
class TableLockIT extends BackfillFixture {

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void waitsForTheTable(String order) throws Exception {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 20000) as i");
        noteFills("new.id");
        expand("triggers: fire", "order: " + order);
        CompletableFuture<Outcome> backfill;
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            backfill = start();
            awaitTrue("select count(*) > 0 from filled");
            statement.execute("lock table item in access exclusive mode");
            awaitTrue("""
                    select exists (
                        select
                          from pg_stat_activity
                         where datname = current_database()
                           and application_name = 'pgretype'
                           and wait_event_type = 'Lock'
                           and query_start < clock_timestamp() - interval '200 milliseconds')""");
            other.commit();
        }

        assertDone(backfill.get());
        assertDone(backfill.get());
        assertEachFilledOnce(20_000);
    }
}
