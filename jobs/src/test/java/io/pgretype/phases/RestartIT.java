package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Outcome;
import io.pgretype.throttle.LiveControl;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interrupted backfill goes on where it was: no row is missed, none is filled twice. */
class RestartIT extends PhaseFixture {

    private static final int ROWS = 200_000;

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS),
                "analyze item",
                "create table filled (id integer)",
                """
                create function note() returns trigger language plpgsql as $$
                begin
                    insert into filled values (new.id);
                    return null;
                end $$""");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\ntriggers: fire\n");
        run(PhaseCommand.EXPAND);
        database.execute("create trigger note after update on item for each row execute function note()");
    }

    @Test
    void stopsBetweenChunksAndGoesOn() throws Exception {
        CompletableFuture<Outcome> backfill = start(PhaseCommand.BACKFILL);
        waitUntilSomeChunksAreDone();
        workbench.stop();
        assertStopped(backfill.get(), ProblemCode.STOPPED);
        assertThat(database.value("select count(*) from filled", Integer.class)).isBetween(1, ROWS - 1);
        finish();
    }

    @Test
    void goesOnByItselfAfterAllItsConnectionsWereCut() throws Exception {
        CompletableFuture<Outcome> backfill = start(PhaseCommand.BACKFILL);
        waitUntilSomeChunksAreDone();
        cutConnections();
        Outcome outcome = backfill.get();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.results())
                .anyMatch(line -> line.startsWith("went on by itself after: "))
                .anyMatch(line -> line.startsWith("backfill: goes on where it was interrupted: "));
        assertEveryRowWasFilledOnce();
    }

    @Test
    void leavesAPausedBackfillToTheNext() throws Exception {
        CompletableFuture<Outcome> backfill = start(PhaseCommand.BACKFILL);
        waitUntilSomeChunksAreDone();
        workbench.stop();
        assertStopped(backfill.get(), ProblemCode.STOPPED);
        LiveControl control = new LiveControl(database.ledger());
        control.pause(CHANGE);
        refused(ProblemCode.RUN_PAUSED, PhaseCommand.BACKFILL);
        control.resume(CHANGE);
        finish();
    }

    @Test
    void beginsAnewAfterAnAbandonInBetween() throws Exception {
        CompletableFuture<Outcome> backfill = start(PhaseCommand.BACKFILL);
        waitUntilSomeChunksAreDone();
        workbench.stop();
        assertStopped(backfill.get(), ProblemCode.STOPPED);
        run(PhaseCommand.ABANDON, PhaseCommand.EXPAND);
        database.execute("truncate filled");
        finish();
    }

    private void waitUntilSomeChunksAreDone() {
        // Before all are.
        await().pollInterval(Duration.ofMillis(2)).until(() -> isTrue("select count(*) > 0 from filled"));
    }

    private void finish() {
        run(PhaseCommand.BACKFILL);
        assertEveryRowWasFilledOnce();
    }

    private void assertEveryRowWasFilledOnce() {
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.BACKFILLED);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        assertThat(workbench.status().read(CHANGE).rowsDone()).isEqualTo(ROWS);
        assertThat(database.value("select count(*) from filled", Integer.class)).isEqualTo(ROWS);
        assertThat(database.value("select count(distinct id) from filled", Integer.class))
                .isEqualTo(ROWS);
    }
}
