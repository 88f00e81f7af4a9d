package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Events;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Advance;
import io.pgretype.run.OpenedChanges;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever listens is told what is new, and not each minute what cron meets each minute. */
class RunNewsIT extends PhaseFixture {

    private static final List<String> MISMATCHES = List.of("verify, now hardened: mismatches");

    @BeforeEach
    void aTable() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i",
                "analyze item");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
    }

    @Test
    void aPhaseThatIsDoneIsToldButNotThatThereWasNothingToDo() {
        done(PhaseCommand.EXPAND);
        assertTold("expand, now expanded");

        done(PhaseCommand.EXPAND);
        assertTold();
    }

    @Test
    void aRehearsalIsNotTold() {
        runTo(Phase.VERIFIED);
        assertTold("expand, now expanded", "backfill, now backfilled", "harden, now hardened", "verify, now verified");

        done(PhaseCommand.CUTOVER, RunOption.REHEARSE);
        assertTold();
    }

    @Test
    void advanceTellsEachPhaseAndThatItHasArrivedAndNothingWhereItIsIdle() {
        advance(Phase.BACKFILLED);
        assertTold("expand, now expanded", "backfill, now backfilled", "arrived at backfilled");

        advance(Phase.BACKFILLED);
        assertTold();
    }

    @Test
    void aRefusalThatRepeatsIsToldOnceUntilSomebodyAsksForSomething() {
        done(PhaseCommand.EXPAND);
        assertTold("expand, now expanded");

        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER);
        assertTold("cutover, now expanded: wrong-phase");
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER);
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER);
        assertTold();

        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CONTRACT);
        assertTold("contract, now expanded: wrong-phase");

        workbench.ledger().events().note(CHANGE, Events.Kind.ASKED, "limit", "");
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CONTRACT);
        assertTold("contract, now expanded: wrong-phase");
    }

    @Test
    void aFailureThatRepeatsIsToldOnceInHalfADay() {
        runTo(Phase.HARDENED);
        writePastTheMirror("update item set size = -size where id = 7");
        workbench.told().endings();

        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(workbench.told().endings()).isEqualTo(MISMATCHES);
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertTold();

        database.execute("update pgretype.event set last_at = last_at - interval '12 hours'");
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(workbench.told().endings()).isEqualTo(MISMATCHES);

        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        assertTold("verify, now verified");
        writePastTheMirror("update item set size = -size where id = 7");
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(workbench.told().endings()).isEqualTo(MISMATCHES);
    }

    @Test
    void whatNoLedgerRemembersIsNotTold() {
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: integer}}\n");

        refused(ProblemCode.SAME_TYPE, PhaseCommand.EXPAND);
        assertTold();
    }

    @Test
    void anOpenChangeWhoseFileWasEditedIsToldOnceAndIsInItsHistory() {
        done(PhaseCommand.EXPAND);
        assertTold("expand, now expanded");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: numeric}}\n");

        assertThatThrownBy(() -> workbench.run(PhaseCommand.BACKFILL, CHANGE)).hasMessageContaining("change-edited");
        assertTold("backfill, now expanded: change-edited");
        assertThatThrownBy(() -> workbench.run(PhaseCommand.BACKFILL, CHANGE)).hasMessageContaining("change-edited");
        assertTold();
        assertThat(workbench.status().history(CHANGE)).last().satisfies(entry -> assertThat(entry.detail())
                .startsWith("change-edited (2 times"));
    }

    @Test
    void aBadFileOfAChangeThatIsNotOpenIsNotTold() {
        workbench.change(CHANGE, "tables: item\n");

        assertThatThrownBy(() -> workbench.run(PhaseCommand.EXPAND, CHANGE))
                .hasMessageContaining("change-file-invalid");
        assertTold();
    }

    private void assertTold(String... lines) {
        assertThat(workbench.told().endings()).containsExactly(lines);
    }

    private void advance(Phase to) {
        var changes = new OpenedChanges(new ChangeFiles(workbench.changes()), workbench.ledger());
        new Advance(workbench.ledger(), workbench.runner(), changes, InstantSource.system())
                .run(CHANGE, to, new Activity());
    }
}
