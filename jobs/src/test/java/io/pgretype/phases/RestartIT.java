package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Outcome;
import io.pgretype.throttle.LiveControl;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interrupted backfill goes on where it was: no row is missed, none is filled twice. */
class RestartIT extends PhaseFixture {

    private static final int ROWS = 200_000;

    /** The key of an advisory lock. */
    private static final int GATE = 4711;

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS),
                "analyze item",
                "create table filled (id integer, chunk xid8 default pg_current_xact_id())",
                // Once a chunk is committed the others wait at the gate, so that none is the last.
                """
                create function note() returns trigger language plpgsql as $$
                begin
                    insert into filled values (new.id);
                    if new.id %% 100 = 0 and exists (select from filled where chunk <> pg_current_xact_id()) then
                        perform pg_advisory_xact_lock_shared(%d);
                    end if;
                    return null;
                end $$""".formatted(GATE));
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\ntriggers: fire\n");
        run(PhaseCommand.EXPAND);
        database.execute("create trigger note after update on item for each row execute function note()");
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
        try (Connection gatekeeper = database.connect();
                Statement gate = gatekeeper.createStatement()) {
            gate.execute("select pg_advisory_lock(%d)".formatted(GATE));
            CompletableFuture<Outcome> backfill = start(PhaseCommand.BACKFILL);
            awaitTrue("select exists (select from pg_locks where locktype = 'advisory' and objid = %d and not granted)"
                    .formatted(GATE));
            interrupt.run();
            gate.execute("select pg_advisory_unlock(%d)".formatted(GATE));
            return backfill.get();
        }
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
