package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableFingerprint;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Misfits;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.LockedTransaction.Committed;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Activity;
import io.pgretype.run.Assignment;
import io.pgretype.run.PhaseJob;
import io.pgretype.run.PlannedStatement;
import io.pgretype.run.RecordedLocks;
import io.pgretype.run.RunOption;
import io.pgretype.run.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Swaps the columns back, then validates the constraints that the old column was without meanwhile. */
public final class RollbackJob implements PhaseJob {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Steps steps;
    private final Ledger ledger;
    private final Misfits misfits;
    private final MirrorHealth mirrorHealth;
    private final LockedTransaction locked;
    private final TableFingerprint fingerprint;

    public RollbackJob(DataSource dataSource, Steps steps) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.steps = steps;
        this.ledger = new Ledger(dataSource);
        this.misfits = new Misfits(dataSource);
        this.mirrorHealth = new MirrorHealth(jdbc);
        this.locked = new LockedTransaction(dataSource);
        this.fingerprint = new TableFingerprint(jdbc);
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.ROLLBACK;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        List<Problem> problems = new ArrayList<>();
        TableUnderChange table = ledger.get(change.name()).table();
        mirrorHealth.problem(change.name(), table, Direction.REVERSE).ifPresent(problems::add);
        long count = misfits.count(change.name());
        if (count > 0) {
            problems.add(wayBackClosed(change, table, count));
        }
        return problems;
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return List.of(new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, "-- the swap, backwards"));
    }

    @Override
    public Job job(Assignment assignment) {
        TableUnderChange table = ledger.get(assignment.change().name()).table();
        return steps.job(
                command().text(),
                steps.single("swap-back", () -> swapBack(assignment, table)),
                steps.single("validate-constraints", () -> validate(assignment, table)));
    }

    private void swapBack(Assignment assignment, TableUnderChange table) {
        Change change = assignment.change();
        if (ledger.phase(change.name()) != Phase.CUT_OVER) {
            return;
        }
        String seen = fingerprint.of(table.oid());
        Swap swap = new Swap(dataSource, change.name(), table);
        Committed<Long> committed = locked.run(
                assignment.lockRequest("rollback", table.name()),
                use -> {
                    // Nobody writes now, so this is the last word on whether all values fit.
                    List<Problem> problems = gate(change, Set.of(), assignment.activity());
                    if (!problems.isEmpty()) {
                        throw new ProblemException(problems);
                    }
                    swap.backward(seen);
                    return ledger.enter(change.name(), Phase.HARDENED, assignment.run(), use);
                },
                RecordedLocks.ofTransition(dataSource, assignment));
        ledger.recordHold(committed.result(), committed.hold());
        assignment.say("rolled back: %s has its old type again.".formatted(Swap.columns(table)));
        assignment.say(committed.text());
    }

    private void validate(Assignment assignment, TableUnderChange table) {
        RetiredConstraints retired =
                new RetiredConstraints(jdbc, assignment.change().name(), table);
        PatientStatement patient = new PatientStatement(dataSource);
        RecordedLocks locks = RecordedLocks.beside(dataSource, assignment);
        LockRequest request = assignment.lockRequest("rollback", table.name());
        for (RetiredConstraints.Retired constraint : retired.all()) {
            assignment.activity().doing("validating " + constraint.name());
            if (constraint.isNotNull()) {
                new NotNull(dataSource).set(request, table.name(), constraint.column(), locks);
                locked.run(
                        request,
                        use -> {
                            retired.nameNotNull(constraint.column(), constraint);
                            return use;
                        },
                        locks);
            } else if (constraint.validated()) {
                patient.run("alter table %s validate constraint %s"
                        .formatted(table.name().sql(), constraint.name().sql()));
            }
        }
    }

    private Problem wayBackClosed(Change change, TableUnderChange table, long count) {
        return new Problem(
                ProblemCode.WAY_BACK_CLOSED,
                "Change %s cannot be rolled back.".formatted(change.name()),
                "%d values written since cutover do not fit the old type, limit 0; first: %s"
                        .formatted(count, String.join("; ", misfits.first(change.name(), 20))),
                Problem.NOTHING_CHANGED,
                "Stay with the new type and contract. If you must go back: change those rows of %s, then delete them from"
                                .formatted(table.name())
                        + " pgretype.misfit.");
    }
}
