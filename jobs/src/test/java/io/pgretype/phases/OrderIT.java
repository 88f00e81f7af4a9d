package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phases in the wrong order, repeated, and after the file was edited. */
@AnyVersion
class OrderIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\n";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
        workbench.change(CHANGE, FILE);
    }

    @Test
    void aFinishedPhaseHasNothingToDo() {
        for (PhaseCommand command : new PhaseCommand[] {
            PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER
        }) {
            run(command, command);
        }
        done(PhaseCommand.CONTRACT, RunOption.NOW);
        run(PhaseCommand.CONTRACT, PhaseCommand.EXPAND);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CONTRACTED);
    }

    @Test
    void aPhaseBeforeItsTimeSaysWhatToType() {
        Problem problem = refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER);
        assertThat(problem.next()).isEqualTo("Type: ./pgretype expand the-change");
        run(PhaseCommand.EXPAND);
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.VERIFY);
    }

    @Test
    void contractWaitsForTheSoakTime() {
        runTo(Phase.CUT_OVER);
        refused(ProblemCode.SOAKING, PhaseCommand.CONTRACT);
    }

    @Test
    void abandonedChangesBeginAnew() {
        runTo(Phase.BACKFILLED);
        run(PhaseCommand.ABANDON);
        workbench.change(CHANGE, FILE + "soak: 5m\n");
        runTo(Phase.BACKFILLED);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
    }

    @Test
    void rolledBackChangesCanBeCutOverAgain() {
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    @Test
    void anEditedFileIsRefusedUntilAbandoned() {
        run(PhaseCommand.EXPAND);
        workbench.change(CHANGE, FILE + "soak: 5m\n");
        assertThatThrownBy(() -> workbench.run(PhaseCommand.BACKFILL, CHANGE))
                .hasMessageContaining("[change-edited]")
                .hasMessageContaining("it has 'soak: 5m'");
        workbench.change(CHANGE, FILE.replace("bigint", "numeric"));
        assertThatThrownBy(() -> workbench.run(PhaseCommand.BACKFILL, CHANGE))
                .hasMessageContaining("[change-edited]")
                .hasMessageContaining("numeric")
                .hasMessageContaining("it was expanded with");
        run(PhaseCommand.ABANDON);
    }

    @Test
    void commentsAndLayoutAreNoEdit() {
        run(PhaseCommand.EXPAND);
        workbench.change(CHANGE, "# ticket 4711\n\n" + FILE + "# soak: 5m\n");
        run(PhaseCommand.BACKFILL);
    }

    @Test
    void anIndexAddedLaterIsSeenAndCarriedByHardenAgain() {
        runTo(Phase.VERIFIED);
        database.execute("create index item_size on item (size)");
        refused(ProblemCode.TWINS_INCOMPLETE, PhaseCommand.CUTOVER);
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    @Test
    void rehearsingChangesNothing() {
        runTo(Phase.VERIFIED);
        Outcome outcome = workbench.run(PhaseCommand.CUTOVER, CHANGE, RunOption.REHEARSE);
        assertThat(outcome.results()).singleElement().asString().startsWith("rehearsed");
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.VERIFIED);
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void nothingIsDroppedSilently() {
        run(PhaseCommand.EXPAND);
        database.execute("create index theirs on item (size_new)");
        Problem problem = refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.ABANDON);
        assertThat(problem.observed()).contains("index theirs");
    }
}
