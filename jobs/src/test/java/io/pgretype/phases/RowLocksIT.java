package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.testkit.AnyVersion;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that the application has locked: the backfill leaves them for later and never makes a deadlock. */
@AnyVersion
class RowLocksIT extends PhaseFixture {

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 15000) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        run(PhaseCommand.EXPAND);
    }

    @Test
    void leavesLockedRowsForTheEnd() throws Exception {
        CompletableFuture<Outcome> backfill;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("update item set size = 7 where id = 5");
            backfill = start(PhaseCommand.BACKFILL);
            awaitTrue("select count(size_new) = 14999 from item");
            // The chunk that met the locked row was committed without it: its other rows are free.
            statement.execute("set local lock_timeout = '1ms'");
            statement.execute("update item set size = 8 where id between 1 and 10000");
            application.commit();
        }
        assertDone(backfill.get());
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        assertThat(database.value("select count(*) from pgretype.locked_row", Long.class))
                .isZero();
        assertThat(database.value("select sum(size_new) from item where id <= 10000", Long.class))
                .isEqualTo(80_000);
    }

    @Test
    void slowRowsMakeSmallChunks() {
        database.execute(
                "delete from item where id > 2000",
                """
                create function slow() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(0.001);
                    return new;
                end $$""",
                "create trigger slow before update on item for each row execute function slow()");
        run(PhaseCommand.BACKFILL);
        assertThat(database.value(
                        "select sum(commit_count) from pgretype.batch_step_execution where step_name like 'fill%:%'",
                        Long.class))
                .isGreaterThanOrEqualTo(20);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
    }
}
