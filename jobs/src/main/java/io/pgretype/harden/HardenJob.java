package io.pgretype.harden;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.ledger.TwinNames;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.reference.Reference;
import io.pgretype.reference.ReferenceCheck;
import io.pgretype.twin.ColumnTraits;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinCheck;
import io.pgretype.twin.TwinReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds the twins and gives the new columns the old ones' traits. */
public final class HardenJob implements PhaseJob {

    private static final int MOST_NAMED = 10;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Steps steps;
    private final PartitionTree tree;
    private final TwinReader twins;
    private final TwinNames names;
    private final TwinCheck check;
    private final ColumnTraits traits;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final NotNull notNull;
    private final MirrorHealth mirrorHealth;
    private final ReferenceCheck references;

    public HardenJob(Ledger ledger, Steps steps) {
        this.jdbc = ledger.database().jdbc();
        this.ledger = ledger;
        this.steps = steps;
        this.tree = new PartitionTree(jdbc);
        this.twins = new TwinReader(ledger.database());
        this.names = new TwinNames(ledger);
        this.check = new TwinCheck(ledger.database());
        this.traits = new ColumnTraits(jdbc);
        this.locked = new LockedTransaction(ledger.database());
        this.patient = new PatientStatement(ledger.database());
        this.notNull = new NotNull(ledger.database());
        this.mirrorHealth = new MirrorHealth(jdbc);
        this.references = new ReferenceCheck(ledger);
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.HARDEN;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        return ledger.get(change.name()).tables().stream()
                .flatMap(table -> problem(change, table).stream())
                .toList();
    }

    private Optional<Problem> problem(Change change, TableUnderChange table) {
        Optional<Problem> unhealthy = mirrorHealth.problem(change.name(), table, Direction.FORWARD);
        return unhealthy.isPresent()
                ? unhealthy
                : tree.parts(table).stream()
                        .flatMap(part -> names.ofTwins(change.name(), part.table(), twins.read(part)).stream())
                        .findFirst();
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return PartitionTree.fromBelow(tree.parts(table)).stream()
                .flatMap(part -> HardenPlan.of(part, twins.read(part)).stream())
                .toList();
    }

    @Override
    public Job job(Assignment assignment) {
        List<Step> all = new ArrayList<>();
        List<TableUnderChange> tables = ledger.get(assignment.change().name()).tables();
        tables.forEach(table -> all.addAll(harden(assignment, table)));
        // Last, as it takes the unique indexes of the one table and the filled columns of the other.
        all.add(steps.single("foreign-keys", assignment, () -> buildReferences(assignment, tables)));
        all.add(steps.single("conclude", assignment, () -> conclude(assignment)));
        return steps.job(command().text(), all);
    }

    private List<Step> harden(Assignment assignment, TableUnderChange table) {
        Steps.OfTable steps = this.steps.of(table, assignment);
        return List.of(
                steps.single("build-twins", () -> buildTwins(assignment, table)),
                steps.single("not-null", () -> setNotNull(assignment, table)),
                steps.single("traits", () -> carryTraits(assignment, table)),
                steps.single("analyze", () -> analyze(assignment, table)));
    }

    private void buildTwins(Assignment assignment, TableUnderChange table) {
        tree.parts(table).forEach(part -> removeOrphans(assignment, part));
        List<Twin> missing = new ArrayList<>();
        PartitionTree.fromBelow(tree.parts(table)).forEach(part -> missing.addAll(buildMissing(assignment, part)));
        assignment.say(built(missing.stream().map(Twin::text).toList()));
    }

    /** A table with many partitions has thousands; the catalog knows all of them. */
    static String built(List<String> objects) {
        int left = objects.size() - MOST_NAMED;
        return "hardened: %d object%s built for the new column%s%s."
                .formatted(
                        objects.size(),
                        objects.size() == 1 ? "" : "s",
                        objects.isEmpty() ? "" : ": ",
                        left > 0
                                ? "%s and %d more".formatted(String.join(", ", objects.subList(0, MOST_NAMED)), left)
                                : String.join(", ", objects));
    }

    /** What a partition has by its table goes with that. */
    private void removeOrphans(Assignment assignment, Part part) {
        TwinBuilder builder = new TwinBuilder(ledger, assignment, part);
        for (TwinRecord orphan : ledger.twins().orphans(assignment.change().name(), part.table(), twins.read(part))) {
            builder.remove(orphan);
            assignment.say("removed: the twin of %s %s, which the old column no longer has."
                    .formatted(orphan.kind().text(), orphan.original()));
        }
    }

    private List<Twin> buildMissing(Assignment assignment, Part part) {
        ledger.database().runInTransaction(() -> ledger.attachedTwins()
                .unknown(assignment.change().name(), part)
                .forEach(attached ->
                        ledger.attachedTwins().adopt(assignment.change().name(), part, attached)));
        List<Twin> missing = check.missing(part);
        TwinBuilder builder = new TwinBuilder(ledger, assignment, part);
        PartitionedTwins partitioned = new PartitionedTwins(ledger, assignment);
        for (Twin twin : missing) {
            if (part.holdsRows() || !twin.kind().isIndex()) {
                builder.build(twin);
            } else {
                partitioned.build(part, twin);
            }
        }
        return missing;
    }

    /** A validated CHECK proves it, so that SET NOT NULL needs no scan under its lock. */
    private void setNotNull(Assignment assignment, TableUnderChange whole) {
        tree.parts(whole).forEach(part -> setNotNullOf(assignment, part.table()));
    }

    private void setNotNullOf(Assignment assignment, TableUnderChange table) {
        LockRequest request = assignment.lockRequest("harden", table.name());
        RecordedLocks locks = RecordedLocks.beside(ledger, assignment);
        for (ColumnChange column : table.columns()) {
            switch (traits.notNullNeed(table, column)) {
                case ALL_ROWS -> {
                    assignment.activity().doing("proving that %s is NOT NULL".formatted(column.newColumn()));
                    try {
                        notNull.set(request, table.name(), column.newColumn(), locks);
                    } catch (DataIntegrityViolationException e) {
                        new MissingValues(ledger, assignment, table, column).refuse();
                        throw e;
                    }
                }
                case NEW_ROWS -> {
                    Identifier name = column.newColumn().withSuffix("_not_null");
                    String add = NotNull.addNotValid(table.name(), name, column.newColumn());
                    locked.run(request, use -> jdbc.sql(add).update(), locks);
                }
                case NONE -> {}
            }
        }
    }

    private void carryTraits(Assignment assignment, TableUnderChange whole) {
        tree.parts(whole).forEach(part -> carryTraitsOf(assignment, part.table()));
    }

    private void carryTraitsOf(Assignment assignment, TableUnderChange table) {
        List<String> statements = new ArrayList<>();
        for (ColumnChange column : table.columns()) {
            statements.addAll(traits.statements(table, column));
        }
        if (!statements.isEmpty()) {
            locked.run(
                    assignment.lockRequest("harden", table.name()),
                    use -> {
                        statements.forEach(statement -> jdbc.sql(statement).update());
                        return use;
                    },
                    RecordedLocks.beside(ledger, assignment));
        }
    }

    /** Without it the planner would guess blindly from the moment of the swap. */
    private void analyze(Assignment assignment, TableUnderChange table) {
        assignment.activity().doing("analyzing " + table.name());
        patient.run("analyze " + table.name().sql(), assignment::stopRequested);
    }

    private void buildReferences(Assignment assignment, List<TableUnderChange> tables) {
        String change = assignment.change().name();
        ReferenceBuilder builder = new ReferenceBuilder(ledger, assignment);
        for (ReferenceRecord orphan : references.orphans(change, tables)) {
            builder.remove(orphan);
            assignment.say("removed: the twin of %s, which is gone."
                    .formatted(orphan.original().text()));
        }
        for (Reference reference : references.missing(change, tables)) {
            builder.build(reference);
            assignment.say(done(reference).formatted(reference.original().text()));
        }
    }

    private static String done(Reference reference) {
        if (reference.isMadeBySwap()) {
            return "noted: %s, which cutover makes again.";
        }
        return reference.original().validated()
                ? "made and validated: the twin of %s."
                : "made: the twin of %s, NOT VALID as that is.";
    }

    private void conclude(Assignment assignment) {
        String change = assignment.change().name();
        if (ledger.phase(change) != Phase.HARDENED) {
            ledger.transitions().enter(change, Phase.HARDENED, assignment.run(), null);
        }
    }
}
