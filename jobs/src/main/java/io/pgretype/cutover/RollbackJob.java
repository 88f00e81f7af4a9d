package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableFingerprint;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.compare.ReverseProof;
import io.pgretype.compare.WitnessCheck;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import io.pgretype.run.Activity;
import io.pgretype.run.Assignment;
import io.pgretype.run.PhaseJob;
import io.pgretype.run.PlannedStatement;
import io.pgretype.run.RecordedLocks;
import io.pgretype.run.RunOption;
import io.pgretype.run.Steps;
import io.pgretype.run.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the rows in reverse, swaps the columns back, then validates the constraints that the old column was without meanwhile. */
public final class RollbackJob implements PhaseJob {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Steps steps;
    private final ReverseProof proof;
    private final RollbackGate gate;
    private final WitnessCheck witness;
    private final Transition transition;
    private final LockedTransaction locked;
    private final TableFingerprint fingerprint;

    public RollbackJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.steps = steps;
        this.proof = new ReverseProof(ledger, steps, meters);
        this.gate = new RollbackGate(ledger);
        this.witness = new WitnessCheck(ledger);
        this.transition = new Transition(ledger, command());
        this.locked = new LockedTransaction(ledger.database());
        this.fingerprint = new TableFingerprint(jdbc);
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.ROLLBACK;
    }

    /** Catalog and notes only: in an emergency the answer must come at once. */
    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        return gate.problems(change, ledger.get(change.name()).table());
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return List.of(new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, "-- the swap, backwards"));
    }

    @Override
    public Job job(Assignment assignment) {
        TableUnderChange table = ledger.get(assignment.change().name()).table();
        List<Step> all = new ArrayList<>(proof.steps(command(), assignment, table));
        all.add(steps.single("swap-back", assignment, () -> swapBack(assignment, table)));
        all.add(steps.single("validate-constraints", assignment, () -> validate(assignment, table)));
        return steps.job(command().text(), all);
    }

    private void swapBack(Assignment assignment, TableUnderChange table) {
        Change change = assignment.change();
        if (ledger.phase(change.name()) != Phase.CUT_OVER) {
            return;
        }
        assignment.activity().doing("swapping back");
        proof.require(command(), assignment);
        // The gate is looked at again behind the fingerprint: what it sees is what is swapped.
        String seen = fingerprint.of(table.oid());
        refuse(gate.problems(change, table));
        Swap swap = new Swap(ledger, change.name(), table, Direction.REVERSE);
        transition.run(
                assignment,
                assignment.lockRequest("rollback", table.name()),
                () -> {
                    // Nobody writes now, so this is the last word on whether all values fit.
                    refuse(gate.underLock(change, table));
                    if (!assignment.has(RunOption.NOW)) {
                        refuse(witness.problem(change.name(), table, Direction.REVERSE).stream()
                                .toList());
                    }
                    swap.backward(seen);
                },
                "rolled back: %s has its old type again.".formatted(Swap.columns(table)));
        if (assignment.has(RunOption.NOW)) {
            assignment.say("The rows were not compared before; ./pgretype verify %s shows those whose values differ."
                    .formatted(change.name()));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
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
                new NotNull(ledger.database()).set(request, table.name(), constraint.column(), locks);
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
