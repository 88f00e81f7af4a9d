package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.control.LiveControl;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interrupted backfill goes on where it was: no row is missed, none is filled twice. */
@AnyVersion
class RestartIT extends BackfillFixture {

    private static final int ROWS = 200_000;

    /** The number of the first chunk that waits: no chunk is the last before a test has interrupted the run. */
    private static final int SOME_CHUNKS = 10;

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS),
                "analyze item");
        expand("triggers: fire");
        noteFills("new.id");
        gate(SOME_CHUNKS);
    }

    @Test
    void stopsBetweenChunksAndGoesOn() throws Exception {
        stopAfterSomeChunks();
        assertThat(database.value("select count(*) from filled", Integer.class)).isBetween(1, ROWS - 1);
        finish();
    }

    @Test
    void goesOnByItselfAfterAllItsConnectionsWereCut() throws Exception {
        Outcome outcome = afterSomeChunks(this::cutConnections);
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.results())
                .anyMatch(line -> line.startsWith("went on by itself after: "))
                .anyMatch(line -> line.startsWith("backfill: goes on where it was interrupted: "));
        assertEveryRowWasFilledOnce();
    }

    @Test
    void leavesAPausedBackfillToTheNext() throws Exception {
        stopAfterSomeChunks();
        LiveControl control = new LiveControl(database.ledger());
        control.pause(CHANGE);
        refused(ProblemCode.RUN_PAUSED, PhaseCommand.BACKFILL);
        control.resume(CHANGE);
        finish();
    }

    @Test
    void beginsAnewAfterAnAbandonInBetween() throws Exception {
        stopAfterSomeChunks();
        run(PhaseCommand.ABANDON, PhaseCommand.EXPAND);
        database.execute("truncate filled");
        finish();
    }

    private void stopAfterSomeChunks() throws Exception {
        assertStopped(afterSomeChunks(workbench::stop), ProblemCode.STOPPED);
    }

    /** Interrupts a backfill of which some chunks are done and some are not. */
    private Outcome afterSomeChunks(Runnable interrupt) throws Exception {
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        interrupt.run();
        openGate();
        return backfill.get();
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
        assertThat(database.value("select count(distinct row_key) from filled", Integer.class))
                .isEqualTo(ROWS);
    }
}
