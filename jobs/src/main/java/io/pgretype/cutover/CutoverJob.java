package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableFingerprint;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.LockRequest;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.mirror.Witness;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Activity;
import io.pgretype.run.Assignment;
import io.pgretype.run.PhaseJob;
import io.pgretype.run.PlannedStatement;
import io.pgretype.run.RunOption;
import io.pgretype.run.Steps;
import io.pgretype.run.Transition;
import io.pgretype.twin.CarriedDefault;
import io.pgretype.twin.TwinReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;

/** Swaps the columns, or rehearses it. */
public final class CutoverJob implements PhaseJob {

    private final Ledger ledger;
    private final Steps steps;
    private final TwinReader twins;
    private final CutoverGate gate;
    private final Transition transition;
    private final MirrorMark reverseMark;
    private final TableFingerprint fingerprint;

    public CutoverJob(Ledger ledger, Steps steps) {
        this.ledger = ledger;
        this.steps = steps;
        this.twins = new TwinReader(ledger.database());
        this.gate = new CutoverGate(ledger);
        this.transition = new Transition(ledger, command());
        this.reverseMark = new MirrorMark(ledger.database().jdbc());
        this.fingerprint = new TableFingerprint(ledger.database().jdbc());
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.CUTOVER;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        activity.doing("looking at the gates");
        return gate.problems(change, ledger.get(change.name()).table());
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        List<String> statements = new ArrayList<>(new Mirror(change.name(), table).drop(Direction.FORWARD));
        statements.addAll(new Witness(change.name(), table).drop(Direction.FORWARD));
        List<TwinRecord> records = twins.read(table).stream()
                .map(twin -> new TwinRecord(twin.kind(), twin.original()))
                .toList();
        Defaults defaults = new Defaults(ledger, change.name(), table);
        List<CarriedDefault> carried = defaults.read(Direction.FORWARD);
        statements.addAll(defaults.take(carried));
        new NameSwap(ledger.database().jdbc(), table, records, statements::add).forward();
        statements.add("-- the old column's CHECK and NOT NULL constraints are dropped");
        statements.addAll(defaults.give(carried));
        statements.addAll(new Mirror(change.name(), table).create(Direction.REVERSE));
        statements.addAll(new Witness(change.name(), table).create(Direction.REVERSE));
        statements.add(
                "-- every trigger function of the table is altered to the cost it has, so that sessions plan again");
        return statements.stream()
                .map(sql -> new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, sql))
                .toList();
    }

    @Override
    public Job job(Assignment assignment) {
        return steps.job(command().text(), steps.single("swap", assignment, () -> swap(assignment)));
    }

    private void swap(Assignment assignment) {
        Change change = assignment.change();
        if (ledger.phase(change.name()) != Phase.VERIFIED) {
            return;
        }
        TableUnderChange table = ledger.get(change.name()).table();
        // The gate is looked at again behind the fingerprint: what it sees is what is swapped.
        String seen = fingerprint.of(table.oid());
        refuse(gate.problems(change, table));
        gate.unknown(table).ifPresent(assignment::say);
        Swap swap = new Swap(ledger, change.name(), table, Direction.FORWARD);
        Runnable swapUnderLock = () -> {
            // Nobody writes now, so this is the last word on whether all values are right.
            refuse(gate.underLock(change, table));
            swap.forward(seen);
        };
        LockRequest request = assignment.lockRequest("cutover", table.name());
        assignment.activity().doing("swapping");
        if (assignment.has(RunOption.REHEARSE)) {
            new Rehearsal(ledger, assignment).run(request, swapUnderLock);
            return;
        }
        transition.run(
                assignment,
                request,
                () -> {
                    swapUnderLock.run();
                    carryVerificationOver(assignment, table);
                },
                "cut over: %s now has its new type. The way back stays open until contract."
                        .formatted(Swap.columns(table)));
    }

    private void carryVerificationOver(Assignment assignment, TableUnderChange table) {
        String change = assignment.change().name();
        reverseMark.of(change, table, Direction.REVERSE).ifPresent(mark -> ledger.verifications()
                .carryOver(change, assignment.run(), mark));
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }
}
