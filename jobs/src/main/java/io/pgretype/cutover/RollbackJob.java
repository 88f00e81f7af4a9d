package io.pgretype.cutover;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.compare.ReverseProof;
import io.pgretype.compare.WitnessCheck;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.Transition;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import io.pgretype.reference.SwapGroup;
import io.pgretype.reference.SwapGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataIntegrityViolationException;

/** Compares the rows in reverse, swaps the columns back, then validates the constraints that the old column was without meanwhile. */
public final class RollbackJob implements PhaseJob {

    /** With a proof that is to go when the run is over, in budgets. */
    private static final int PATIENCE = 20;

    private final Ledger ledger;
    private final Steps steps;
    private final ReverseProof proof;
    private final RollbackGate gate;
    private final WitnessCheck witness;
    private final Transition transition;
    private final LockedTransaction locked;
    private final SwapGroups groups;

    public RollbackJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.steps = steps;
        this.proof = new ReverseProof(ledger, steps, meters);
        this.gate = new RollbackGate(ledger);
        this.witness = new WitnessCheck(ledger);
        this.transition = new Transition(ledger, command());
        this.locked = new LockedTransaction(ledger.database());
        this.groups = new SwapGroups(ledger);
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
        all.add(steps.single("prove-old-keys", assignment, () -> proveOldKeys(assignment, swapped)));
        all.add(steps.single("swap-back", assignment, () -> swapBack(assignment)));
        entry.tables()
                .forEach(table -> all.add(
                        steps.of(table, assignment).single("validate-constraints", () -> validate(assignment, table))));
        all.add(steps.single(
                "validate-foreign-keys", assignment, () -> new ReferenceValidation(ledger, assignment).ofOriginals()));
        entry.tables()
                .forEach(table -> all.add(steps.of(table, assignment)
                        .single("sequences", () -> new SequenceStep(ledger, command(), assignment, entry.tables())
                                .afterRollback(table))));
        return steps.job(command().text(), all);
    }

    /** A proof refuses what the mirror writes where a value does not fit: so it must not stay where nothing was swapped back. */
    @Override
    public void ended(Assignment assignment) {
        try {
            for (TableUnderChange table : ledger.get(assignment.change().name()).tables(Direction.REVERSE)) {
                new OldKey(ledger.database(), table)
                        .giveUp(shortly(assignment, table), RecordedLocks.beside(ledger, assignment));
            }
        } catch (NestedRuntimeException | ProblemException e) {
            // The server is gone, or the table is busy: rollback goes on from there, and contract drops it too.
        }
    }

    private static LockRequest shortly(Assignment assignment, TableUnderChange table) {
        Duration budget = assignment.settings().lockBudget();
        return new LockRequest("rollback", List.of(table.name()), budget, budget.multipliedBy(PATIENCE), false);
    }

    /** As late as it can be: from here on the application's values must fit the old type of a key. */
    private void proveOldKeys(Assignment assignment, List<TableUnderChange> tables) {
        Change change = assignment.change();
        if (!command().startsFrom(ledger.phase(change.name()))) {
            return;
        }
        for (TableUnderChange table : tables) {
            OldKey oldKey = new OldKey(ledger.database(), table);
            for (ColumnChange move : oldKey.columns()) {
                proof.require(command(), assignment);
                ProblemException.throwIfAny(gate.problems(change, tables));
                assignment.activity().doing("proving that %s is NOT NULL".formatted(move.oldColumn()));
                prove(assignment, table, oldKey, move);
            }
        }
    }

    private void prove(Assignment assignment, TableUnderChange table, OldKey oldKey, ColumnChange move) {
        LockRequest request = assignment.lockRequest("rollback", table.name());
        RecordedLocks locks = RecordedLocks.beside(ledger, assignment);
        try {
            oldKey.prove(move, request, locks);
        } catch (DataIntegrityViolationException e) {
            oldKey.giveUp(request, locks);
            throw new ProblemException(gate.nullInKey(assignment.change(), table, move), e);
        }
    }

    private void swapBack(Assignment assignment) {
        String change = assignment.change().name();
        if (!command().startsFrom(ledger.phase(change))) {
            return;
        }
        assignment.activity().doing("swapping back");
        proof.require(command(), assignment);
        for (SwapGroup group : groups.backward(ledger.get(change))) {
            swapBack(assignment, group);
        }
        if (assignment.has(RunOption.NOW)) {
            assignment.say("The rows were not compared before; ./pgretype verify %s shows those whose values differ."
                    .formatted(change));
        }
    }

    private void swapBack(Assignment assignment, SwapGroup group) {
        Change change = assignment.change();
        LedgerEntry entry = ledger.get(change.name());
        GroupSwap swap = new GroupSwap(ledger, entry, group);
        // After the fingerprints: what the gates see is what is swapped.
        ProblemException.throwIfAny(gate.problems(change, group.tables()));
        Runnable backward = swap.backward();
        int left = groups.backward(entry).size() - 1;
        transition.run(
                assignment,
                assignment.lockRequest("rollback", group.locked()),
                () -> {
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

    private void validate(Assignment assignment, TableUnderChange table) {
        RetiredConstraints retired =
                new RetiredConstraints(ledger.database(), assignment.change().name(), table);
        PatientStatement patient = new PatientStatement(ledger.database());
        RecordedLocks locks = RecordedLocks.beside(ledger, assignment);
        LockRequest request = assignment.lockRequest("rollback", table.name());
        for (RetiredConstraints.Retired constraint : retired.all()) {
            assignment.activity().doing("validating " + constraint.name());
            if (constraint.isNotNull()) {
                if (!retired.isNotNull(constraint)) {
                    new NotNull(ledger.database()).set(request, table.name(), constraint.column(), locks);
                }
                locked.run(
                        request,
                        use -> {
                            retired.nameNotNull(constraint.column(), constraint);
                            return use;
                        },
                        locks);
            } else if (constraint.validated()) {
                patient.run(
                        "alter table %s validate constraint %s"
                                .formatted(table.name().sql(), constraint.name().sql()),
                        assignment::stopRequested);
            }
        }
    }
}
