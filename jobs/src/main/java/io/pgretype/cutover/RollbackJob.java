package io.pgretype.cutover;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.compare.ReverseProof;
import io.pgretype.compare.WitnessCheck;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.Transition;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import io.pgretype.reference.SwapGroup;
import io.pgretype.reference.SwapGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Compares the rows in reverse, swaps the columns back, then validates the constraints that the old column was without meanwhile. */
public final class RollbackJob implements PhaseJob {

    private final Ledger ledger;
    private final Steps steps;
    private final ReverseProof proof;
    private final RollbackGate gate;
    private final WitnessCheck witness;
    private final Transition transition;
    private final SwapGroups groups;
    private final OldKeyProofs oldKeys;

    public RollbackJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.steps = steps;
        this.proof = new ReverseProof(ledger, steps, meters);
        this.gate = new RollbackGate(ledger);
        this.witness = new WitnessCheck(ledger);
        this.transition = new Transition(ledger, command());
        this.groups = new SwapGroups(ledger);
        this.oldKeys = new OldKeyProofs(ledger, proof, gate);
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.ROLLBACK;
    }

    /** Catalog and notes only: in an emergency the answer must come at once. */
    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        return gate.problems(change, ledger.get(change.name()).tables(Direction.REVERSE));
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return List.of(new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, "-- the swap, backwards"));
    }

    @Override
    public Job job(Assignment assignment) {
        LedgerEntry entry = ledger.get(assignment.change().name());
        List<TableUnderChange> swapped = entry.tables(Direction.REVERSE);
        List<Step> all = new ArrayList<>(proof.steps(command(), assignment, swapped));
        all.add(steps.single("prove-old-keys", assignment, () -> oldKeys.prove(assignment, swapped)));
        all.add(steps.single("swap-back", assignment, () -> swapBack(assignment)));
        entry.tables()
                .forEach(table ->
                        all.add(steps.of(table, assignment).single("validate-constraints", () -> new PartitionTree(
                                        ledger.database().jdbc())
                                .parts(table)
                                .forEach(part -> new RetiredValidation(ledger, assignment, part.table()).run()))));
        all.add(steps.single(
                "validate-foreign-keys", assignment, () -> new ReferenceValidation(ledger, assignment).ofOriginals()));
        entry.tables()
                .forEach(table -> all.add(steps.of(table, assignment)
                        .single("sequences", () -> new SequenceStep(ledger, command(), assignment, entry.tables())
                                .afterRollback(table))));
        return steps.job(command().text(), all);
    }

    @Override
    public void ended(Assignment assignment) {
        oldKeys.giveUp(assignment);
    }

    private void swapBack(Assignment assignment) {
        String change = assignment.change().name();
        if (!command().startsFrom(ledger.phase(change))) {
            return;
        }
        assignment.activity().doing("swapping back");
        proof.require(command(), assignment);
        List<SwapGroup> left = groups.backward(ledger.get(change));
        for (int i = 0; i < left.size(); i++) {
            SwapGroup group = left.get(i);
            int after = left.size() - 1 - i;
            new MaterializedViews(ledger, assignment, group, Direction.REVERSE)
                    .swap(filled -> swapBack(assignment, group, filled, after));
        }
        if (assignment.has(RunOption.NOW)) {
            assignment.say("The rows were not compared before; ./pgretype verify %s shows those whose values differ."
                    .formatted(change));
        }
    }

    /** @param left how many come after it */
    private void swapBack(Assignment assignment, SwapGroup group, FilledViews filled, int left) {
        Change change = assignment.change();
        LedgerEntry entry = ledger.get(change.name());
        GroupSwap swap = new GroupSwap(ledger, entry, group);
        // After the fingerprints: what the gates see is what is swapped.
        ProblemException.throwIfAny(gate.problems(change, group.tables()));
        filled.refuseIfOutdated(swap);
        Runnable backward = swap.backward();
        transition.run(
                assignment,
                assignment.lockRequest("rollback", swap.locked()),
                () -> {
                    filled.refuseIfOutdated(swap);
                    // Nobody writes now, so this is the last word on whether all values fit.
                    group.tables().forEach(table -> ProblemException.throwIfAny(lastLook(assignment, table)));
                    backward.run();
                },
                left == 0 ? afterwards(entry) : Phase.PARTLY_CUT_OVER,
                left == 0
                        ? "rolled back: %s has its old type again.".formatted(Swap.columns(entry.tables()))
                        : "swapped back: %s; %d left.".formatted(group.text(), left));
        swap.sentences().forEach(assignment::say);
    }

    /** Keys and foreign keys of the new columns are used up on the way back, so harden comes next. */
    private Phase afterwards(LedgerEntry entry) {
        boolean keysMove = !ledger.references().of(entry.change()).isEmpty()
                || entry.tables().stream().anyMatch(table -> new OldKey(ledger.database(), table).moves());
        return keysMove ? Phase.BACKFILLED : Phase.HARDENED;
    }

    private List<Problem> lastLook(Assignment assignment, TableUnderChange table) {
        List<Problem> problems = new ArrayList<>(gate.underLock(assignment.change(), table));
        if (problems.isEmpty() && !assignment.has(RunOption.NOW)) {
            witness.problem(assignment.change().name(), table, Direction.REVERSE)
                    .ifPresent(problems::add);
        }
        return problems;
    }
}
