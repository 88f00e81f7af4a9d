package io.pgretype.compare;

import io.pgretype.batch.PacedChunks;
import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.TableRewritten;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Verifications.Result;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.phase.Assignment;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.batch.core.step.Step;

/** One comparison of every row of a change's tables, as steps of a phase's job. */
public final class Comparison {

    private final Ledger ledger;
    private final Steps steps;
    private final Assignment assignment;
    private final Direction direction;
    private final PacedChunks chunks;
    private final List<TableUnderChange> tables;
    private final Map<TableUnderChange, List<ComparePartitions>> parts = new ConcurrentHashMap<>();
    private final Tally tally;
    private final PartitionTree tree;
    private final MirrorMark mirrorMark;
    private final PlaceWitness placeWitness;
    private final WitnessCheck witness;

    /** @param direction which of the columns the application writes */
    public Comparison(
            Ledger ledger,
            Steps steps,
            Tally tally,
            Assignment assignment,
            List<TableUnderChange> tables,
            Direction direction) {
        this.ledger = ledger;
        this.steps = steps;
        this.assignment = assignment;
        this.direction = direction;
        this.chunks = new PacedChunks(ledger, assignment, tables, tally);
        this.tally = tally;
        this.tree = new PartitionTree(ledger.database().jdbc());
        this.tables = List.copyOf(tables);
        this.mirrorMark = new MirrorMark(ledger.database().jdbc());
        this.placeWitness = new PlaceWitness(ledger);
        this.witness = new WitnessCheck(ledger);
    }

    /**
     * The steps that compare the rows and note what differs.
     *
     * @param wanted asked when the first of them runs, at a restart too; where it says no, they do nothing
     */
    public List<Step> steps(BooleanSupplier wanted) {
        List<Step> all = new ArrayList<>();
        tables.forEach(table -> all.add(divide(wanted, table)));
        all.add(steps.partitioned(
                "compare",
                assignment,
                new Steps.Partitions<>(
                        BlockBatch::rows,
                        () -> parts.isEmpty() ? new NothingToPace() : chunks.start(),
                        () -> all().flatMap(partitions -> partitions.list().stream())
                                .toList())));
        return all;
    }

    private Step divide(BooleanSupplier wanted, TableUnderChange table) {
        return steps.of(table, assignment).single("divide", () -> {
            if (wanted.getAsBoolean()) {
                assignment.activity().doing("comparing the rows of " + table.name());
                placeWitness.where(assignment, table, direction);
                // Before the first row is read, and before it is read what partitions there are: from here on mirror
                // and witness
                // answer for every row, and whatever is attached makes it another mark.
                mirrorMark.of(assignment.change().name(), table, direction).ifPresent(mark -> ledger.verifications()
                        .markMirror(assignment.run(), table, mark));
                parts.put(table, divided(table));
            }
        });
    }

    private List<ComparePartitions> divided(TableUnderChange table) {
        List<ComparePartitions> ofTable = tree.withRows(table).stream()
                .map(part -> new ComparePartitions(ledger, new Compared(part, direction), assignment, chunks, tally))
                .toList();
        ofTable.forEach(ComparePartitions::divide);
        return ofTable;
    }

    /** In the order of the tables. */
    private Stream<ComparePartitions> all() {
        return tables.stream().flatMap(this::of);
    }

    /** None where no row is to be compared. */
    private Stream<ComparePartitions> of(TableUnderChange table) {
        return parts.getOrDefault(table, List.of()).stream();
    }

    /**
     * After these steps: writes the result into the ledger and says it. Repeating it changes nothing.
     *
     * @return what is to be said of mismatches; empty if there are none
     * @throws ProblemException {@code table-rewritten}; the same command compares all its rows again
     */
    public List<Problem> conclude() {
        String change = assignment.change().name();
        List<Problem> rewritten = all().filter(ComparePartitions::isRewritten)
                .map(partitions -> rewritten(partitions.compared().table()))
                .toList();
        ProblemException.throwIfAny(rewritten);
        Result result = ledger.verifications().conclude(change, assignment.run(), direction);
        assignment.say("verified: %d rows compared, %d mismatches, %d repaired."
                .formatted(result.rowsCompared(), result.mismatches(), result.repaired()));
        MismatchReport report = new MismatchReport(ledger, change, result.run());
        List<Problem> problems = new ArrayList<>();
        for (TableUnderChange table : tables) {
            ledger.witnessed().forgetThoseThatAreRight(change, table, direction);
            if (result.mismatches() == 0) {
                witness.mismatches(change, table, direction).ifPresent(problems::add);
            } else {
                of(table)
                        .flatMap(partitions -> report.problem(partitions.compared()).stream())
                        .forEach(problems::add);
            }
        }
        return problems;
    }

    private static Problem rewritten(TableUnderChange table) {
        return TableRewritten.problem(
                "The rows of %s must be compared once more.".formatted(table.name()),
                "The comparison does not count; nothing else was changed by it.",
                "Run the same command again; it compares all rows.");
    }
}
