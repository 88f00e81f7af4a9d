package io.pgretype.cutover;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.LockRequest;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.Transition;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.rebind.Rebinding;
import io.pgretype.rebind.VirtualColumns;
import io.pgretype.reference.SwapGroup;
import io.pgretype.reference.SwapGroups;
import io.pgretype.sequence.KeptNarrow;
import io.pgretype.twin.TwinReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Swaps the columns, or rehearses it. */
public final class CutoverJob implements PhaseJob {

    private final Ledger ledger;
    private final Steps steps;
    private final TwinReader twins;
    private final CutoverGate gate;
    private final Transition transition;
    private final SwapGroups groups;

    public CutoverJob(Ledger ledger, Steps steps) {
        this.ledger = ledger;
        this.steps = steps;
        this.twins = new TwinReader(ledger.database());
        this.gate = new CutoverGate(ledger);
        this.transition = new Transition(ledger, command());
        this.groups = new SwapGroups(ledger);
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.CUTOVER;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        activity.doing("looking at the gates");
        return gate.problems(change, ledger.get(change.name()).tables(Direction.FORWARD));
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return plan(change, table, List.of(table));
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table, List<TableUnderChange> together) {
        Rebinding rebinding = Rebinding.of(ledger.database(), together);
        List<PlannedStatement> before = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        if (together.indexOf(table) == 0) {
            before.addAll(MaterializedViews.planned(ledger.database(), rebinding.twins(), table));
            statements.addAll(rebinding.loosen());
        }
        statements.addAll(new Mirror(change.name(), table).drop(Direction.FORWARD));
        statements.addAll(new Witness(change.name(), table).drop(Direction.FORWARD));
        List<Part> parts = new PartitionTree(ledger.database().jdbc()).parts(table);
        List<PartSwap> planned = parts.stream()
                .map(part -> PartSwap.planned(ledger, change.name(), part, records(part)))
                .toList();
        PartitionedKey key = new PartitionedKey(ledger.database().jdbc(), parts, Direction.FORWARD);
        planned.forEach(part -> statements.addAll(part.takeDefaults()));
        statements.addAll(new IdentityColumns(ledger.database(), table, Direction.FORWARD, KeptNarrow.NONE).planned());
        statements.addAll(key.makeWithoutPartitions());
        planned.forEach(part -> statements.addAll(part.exchangeKeys()));
        statements.addAll(key.attachPartitions());
        statements.addAll(table.renamesAtCutover());
        planned.forEach(part -> statements.addAll(part.renames(Direction.FORWARD)));
        statements.addAll(VirtualColumns.statements(ledger.database(), table, List.of()));
        statements.add("-- the old column's CHECK and NOT NULL constraints are dropped");
        planned.forEach(part -> statements.addAll(part.giveDefaults()));
        statements.addAll(new Mirror(change.name(), table).create(Direction.REVERSE));
        statements.addAll(new Witness(change.name(), table).create(Direction.REVERSE));
        statements.add(
                "-- every trigger function of the table is altered to the cost it has, so that sessions plan again");
        if (together.indexOf(table) == together.size() - 1) {
            statements.addAll(rebinding.bind());
        }
        return Stream.of(
                        before.stream(),
                        statements.stream().map(sql -> new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, sql)),
                        SequenceStep.planned(ledger.database().jdbc(), table).stream()
                                .map(sql -> new PlannedStatement(PlannedStatement.ACCESS_SHARE, sql)))
                .flatMap(part -> part)
                .toList();
    }

    private List<TwinRecord> records(Part part) {
        return twins.read(part).stream().map(TwinRecord::of).toList();
    }

    @Override
    public Job job(Assignment assignment) {
        Step swap = steps.single("swap", assignment, () -> swap(assignment));
        if (assignment.has(RunOption.REHEARSE)) {
            return steps.job(command().text(), swap);
        }
        List<TableUnderChange> tables = ledger.get(assignment.change().name()).tables();
        List<Step> all = new ArrayList<>(List.of(swap));
        tables.forEach(table ->
                all.add(steps.of(table, assignment).single("sequences", () -> sequences(assignment, tables, table))));
        all.add(steps.single(
                "validate-foreign-keys", assignment, () -> new ReferenceValidation(ledger, assignment).ofSuccessors()));
        return steps.job(command().text(), all);
    }

    private void swap(Assignment assignment) {
        String change = assignment.change().name();
        if (!command().startsFrom(ledger.phase(change))) {
            if (assignment.has(RunOption.REHEARSE)) {
                throw new ProblemException(interrupted(assignment.change()));
            }
            return;
        }
        List<SwapGroup> left = groups.forward(ledger.get(change));
        if (assignment.has(RunOption.REHEARSE)) {
            left.forEach(group -> rehearse(assignment, group, left));
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            SwapGroup group = left.get(i);
            int after = left.size() - 1 - i;
            new MaterializedViews(ledger, assignment, group, Direction.FORWARD)
                    .swap(filled -> swap(assignment, group, filled, after));
        }
    }

    private void rehearse(Assignment assignment, SwapGroup group, List<SwapGroup> left) {
        Prepared prepared = prepare(assignment, group.withReferencesOf(left), GroupSwap::rehearsal);
        new Rehearsal(ledger, assignment, left.size() == 1 ? "" : " of " + group.text())
                .run(prepared.request(), prepared.underLock());
    }

    /** @param left how many come after it */
    private void swap(Assignment assignment, SwapGroup group, FilledViews filled, int left) {
        String change = assignment.change().name();
        Prepared prepared = prepare(assignment, group, GroupSwap::forward);
        filled.refuseIfOutdated(prepared.swap());
        List<TableUnderChange> tables = ledger.get(change).tables();
        boolean last = left == 0;
        transition.run(
                assignment,
                prepared.request(),
                () -> {
                    filled.refuseIfOutdated(prepared.swap());
                    prepared.underLock().run();
                    if (last) {
                        carryVerificationOver(assignment, tables);
                    }
                },
                last ? Phase.CUT_OVER : Phase.PARTLY_CUT_OVER,
                last
                        ? "cut over: %s now has its new type. The way back stays open until contract."
                                .formatted(Swap.columns(tables))
                        : "swapped: %s; %d left.".formatted(group.text(), left));
        prepared.swap().sentences().forEach(assignment::say);
    }

    /** @param underLock the last look at what the application can change, then the swap */
    private record Prepared(LockRequest request, GroupSwap swap, Runnable underLock) {}

    private Prepared prepare(Assignment assignment, SwapGroup group, Function<GroupSwap, Runnable> way) {
        Change change = assignment.change();
        LedgerEntry entry = ledger.get(change.name());
        assignment.activity().doing("swapping " + group.text());
        GroupSwap swap = new GroupSwap(ledger, entry, group);
        // After the fingerprints: what the gates see is what is swapped.
        ProblemException.throwIfAny(gate.problems(change, group.tables()));
        group.tables().forEach(table -> gate.unknown(table).ifPresent(assignment::say));
        Runnable forward = way.apply(swap);
        return new Prepared(assignment.lockRequest("cutover", swap.locked()), swap, () -> {
            // Nobody writes now, so this is the last word on whether all values are right.
            group.tables().forEach(table -> ProblemException.throwIfAny(gate.underLock(change, table)));
            forward.run();
        });
    }

    /** Also where the run before this one was interrupted after its swap. */
    private void sequences(Assignment assignment, List<TableUnderChange> tables, TableUnderChange table) {
        if (ledger.phase(assignment.change().name()) != Phase.CUT_OVER) {
            return;
        }
        new SequenceStep(ledger, command(), assignment, tables).afterCutover(table);
    }

    /** With the last of the tables: how each one's mirror was made is noted since its own swap. */
    private void carryVerificationOver(Assignment assignment, List<TableUnderChange> tables) {
        String change = assignment.change().name();
        ledger.verifications().carryOver(change, assignment.run());
        Map<Long, String> marks = ledger.swapped().of(change);
        for (TableUnderChange table : tables) {
            Optional.ofNullable(marks.get(table.oid()))
                    .filter(mark -> !mark.isEmpty())
                    .ifPresent(mark -> ledger.verifications().markMirror(assignment.run(), table, mark));
        }
    }

    private Problem interrupted(Change change) {
        return new Problem(
                ProblemCode.WRONG_PHASE,
                "A rehearsal cannot start.",
                "cutover of change %s was interrupted after its swap; its sequences wait for their new type"
                        .formatted(change.name()),
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype cutover %s".formatted(change.name()));
    }
}
