package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted at many chunks, it goes on where it was: no row is missed, none is filled twice. */
@AnyVersion
class RestartAnywhereIT extends BackfillFixture {

    private static final int ROWS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void goesOnAfterManyStops(String order) throws Exception {
        prepare(order);
        int stops = 0;
        Outcome outcome;
        do {
            CompletableFuture<Outcome> backfill = start();
            awaitGate(backfill);
            workbench.stop();
            openFurther(17);
            outcome = backfill.get();
            if (outcome.exitStatus() != ExitStatus.DONE) {
                assertStopped(outcome, ProblemCode.STOPPED);
                stops++;
            }
        } while (outcome.exitStatus() != ExitStatus.DONE);

        assertThat(stops).isGreaterThan(5);
        assertEachFilledOnce(ROWS);
    }

    @Test
    void goesOnByItselfWhenItsConnectionsHaveDiedSinceTheLastCommand() throws Exception {
        prepare("key");
        openGate();
        for (int time = 0; time < 3; time++) {
            // The pool does not look at a connection that was used just now.
            done(PhaseCommand.EXPAND);
            cutConnections();

            done(PhaseCommand.BACKFILL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void goesOnByItselfWhenItsConnectionsAreCutAmidChunks(String order) throws Exception {
        prepare(order);
        CompletableFuture<Outcome> backfill = start();
        for (int cut = 0; cut < 3; cut++) {
            awaitGate(backfill);
            assertThat(backfill).isNotDone();
            cutConnections();
            openFurther(15);
        }
        awaitGate(backfill);
        openGate();

        assertDone(backfill.get());
        assertThat(String.join("\n", backfill.get().results())).contains("went on by itself after: ");
        assertEachFilledOnce(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void goesOnWithTheSameCommandWhenItWasCutAndStopped(String order) throws Exception {
        prepare(order);
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        workbench.stop();
        cutConnections();
        assertThat(backfill.get().exitStatus()).isNotEqualTo(ExitStatus.DONE);
        openGate();
        reopen();

        run(PhaseCommand.BACKFILL);
        assertEachFilledOnce(ROWS);
    }

    private void prepare(String order) {
        database.execute(
                "create table item (id integer primary key, size integer not null, padding text)",
                "insert into item select i, i, repeat('x', 100) from generate_series(1, %d) as i".formatted(ROWS),
                "create index on item (padding)",
                "analyze item");
        noteFills("new.id");
        gate(7);
        expand("order: " + order, "triggers: fire");
    }

    private void openFurther(int chunks) {
        openGate(number("select last_value from chunk_number") + chunks);
    }
}
