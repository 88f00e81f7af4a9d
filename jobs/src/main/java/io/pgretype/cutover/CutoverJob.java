package io.pgretype.cutover;

import io.pgretype.batch.Steps;
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
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.Transition;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.twin.CarriedDefault;
import io.pgretype.twin.TwinReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return gate.problems(change, ledger.get(change.name()).tables());
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
        List<TableUnderChange> tables = ledger.get(change.name()).tables();
        // The gates are looked at again after the fingerprints: what they see is what is swapped.
        Map<TableUnderChange, String> seen = fingerprint.ofAll(tables);
        ProblemException.throwIfAny(gate.problems(change, tables));
        tables.forEach(table -> gate.unknown(table).ifPresent(assignment::say));
        List<Swap> swaps = seen.entrySet().stream()
                .map(table -> new Swap(ledger, change.name(), table.getKey(), Direction.FORWARD, table.getValue()))
                .toList();
        Runnable swapUnderLock = () -> {
            // Nobody writes now, so this is the last word on whether all values are right.
            tables.forEach(table -> ProblemException.throwIfAny(gate.underLock(change, table)));
            swaps.forEach(Swap::forward);
        };
        LockRequest request = assignment.lockRequest("cutover", TableUnderChange.names(tables));
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
                    carryVerificationOver(assignment, tables);
                },
                "cut over: %s now has its new type. The way back stays open until contract."
                        .formatted(Swap.columns(tables)));
    }

    private void carryVerificationOver(Assignment assignment, List<TableUnderChange> tables) {
        String change = assignment.change().name();
        ledger.verifications().carryOver(change, assignment.run());
        for (TableUnderChange table : tables) {
            reverseMark.of(change, table, Direction.REVERSE).ifPresent(mark -> ledger.verifications()
                    .markMirror(assignment.run(), table, mark));
        }
    }
}
