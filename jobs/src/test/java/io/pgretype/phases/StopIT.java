package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop is heard wherever a command may spend long; the same command goes on. Nothing here ends by itself in time. */
@Timeout(120)
class StopIT extends PhaseFixture {

    private final Activity activity = new Activity();

    @Test
    void anIndexBuildIsCancelled() throws Exception {
        items();
        database.execute("create index on item (size)");
        runTo(Phase.BACKFILLED);
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select 1");
            CompletableFuture<Outcome> harden = begin(PhaseCommand.HARDEN);
            await().atMost(Duration.ofMinutes(1)).until(() -> buildsThatWait() == 1);

            activity.requestStop();

            assertStopped(harden.get(), ProblemCode.STOPPED);
            assertThat(buildsThatWait()).isZero();
            reader.rollback();
        }
        run(PhaseCommand.HARDEN);
        assertThat(database.value(
                        "select count(*) from pg_index where indrelid = 'item'::regclass and indisvalid", Long.class))
                .isEqualTo(3);
        assertThat(database.value("select count(*) from pg_index where not indisvalid", Long.class))
                .isZero();
    }

    @Test
    void theWaitForALockEnds() throws Exception {
        items();
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from item");
            CompletableFuture<Outcome> expand = begin(PhaseCommand.EXPAND);
            await().atMost(Duration.ofMinutes(1)).until(() -> activity.waitingFor() != null);

            activity.requestStop();

            assertThat(expand.get().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.LOCK_NOT_GRANTED);
                assertThat(problem.observed()).contains("(limit 1h), then a stop was asked for; held by: pid ");
            });
            reader.rollback();
        }
        run(PhaseCommand.EXPAND);
    }

    @Test
    void noFurtherStepBegins() {
        items();
        activity.requestStop();

        assertStopped(workbench.runner().run(PhaseCommand.EXPAND, CHANGE, Set.of(), activity), ProblemCode.STOPPED);

        assertThat(workbench.status().readAll()).isEmpty();
        run(PhaseCommand.EXPAND);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.EXPANDED);
    }

    /** The rows are looked at before the run begins, page by page. */
    @Test
    void theSearchForValuesThatDoNotConvertEnds() {
        database.execute(
                "create table item (id integer primary key, owner char(32))",
                "insert into item select i, md5(i::text) from generate_series(1, 60000) as i",
                "insert into item values (60001, 'nobody')");
        workbench.change(CHANGE, """
                table: item
                columns:
                  owner: {type: uuid, convert-back: "replace(owner_new::text, '-', '')"}
                """);
        activity.requestStop();

        assertStopped(workbench.runner().run(PhaseCommand.EXPAND, CHANGE, Set.of(), activity), ProblemCode.STOPPED);
        assertStopped(workbench.plan(CHANGE, activity), ProblemCode.STOPPED);

        refused(ProblemCode.ROWS_DO_NOT_CONVERT, PhaseCommand.EXPAND);
    }

    private void items() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: 1h}\n");
    }

    private CompletableFuture<Outcome> begin(PhaseCommand command) {
        return CompletableFuture.supplyAsync(() -> workbench.runner().run(command, CHANGE, Set.of(), activity));
    }

    private long buildsThatWait() throws SQLException {
        return database.value("""
                select count(*)
                  from pg_stat_activity
                 where query ilike 'create index concurrently%'
                   and datname = current_database()
                   and state = 'active'
                   and wait_event_type = 'Lock'""", Long.class);
    }
}
