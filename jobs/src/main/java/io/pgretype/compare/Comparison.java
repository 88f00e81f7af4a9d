package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.TableRewritten;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Verifications.Result;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Tally;
import io.pgretype.run.Assignment;
import io.pgretype.run.Steps;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.step.Step;

/** One comparison of every row of a table, as steps of a phase's job. */
public final class Comparison {

    private static final int SHOWN = 20;

    private final Ledger ledger;
    private final Steps steps;
    private final Assignment assignment;
    private final Compared compared;
    private final ComparePartitions partitions;
    private final MirrorMark mirrorMark;
    private final PlaceWitness placeWitness;
    private final WitnessCheck witness;

    /** @param direction which of the columns the application writes */
    public Comparison(
            Ledger ledger,
            Steps steps,
            Tally tally,
            Assignment assignment,
            TableUnderChange table,
            Direction direction) {
        this.ledger = ledger;
        this.steps = steps;
        this.assignment = assignment;
        this.compared = new Compared(table, direction);
        this.partitions = new ComparePartitions(ledger, compared, assignment, tally);
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
        return List.of(
                steps.single("divide", assignment, () -> {
                    if (wanted.getAsBoolean()) {
                        assignment
                                .activity()
                                .doing("comparing the rows of "
                                        + compared.table().name());
                        placeWitness.where(assignment, compared.table(), compared.direction());
                        // Before the first row is read: from here on mirror and witness answer for every row.
                        mirrorMark
                                .of(assignment.change().name(), compared.table(), compared.direction())
                                .ifPresent(mark -> ledger.verifications().markMirror(assignment.run(), mark));
                        partitions.divide();
                    }
                }),
                steps.partitioned("compare", assignment, partitions));
    }

    /**
     * Behind these steps: writes the result into the ledger and says it. Repeating it changes nothing.
     *
     * @return what is to be said of mismatches; empty if there are none
     * @throws ProblemException {@code table-rewritten}; the same command compares all rows again
     */
    public Optional<Problem> conclude() {
        String change = assignment.change().name();
        if (partitions.isRewritten()) {
            throw new ProblemException(rewritten());
        }
        Result result = ledger.verifications().conclude(change, assignment.run(), compared.direction());
        assignment.say("verified: %d rows compared, %d mismatches, %d repaired."
                .formatted(result.rowsCompared(), result.mismatches(), result.repaired()));
        ledger.witnessed().forgetThoseThatAreRight(change, compared.table(), compared.direction());
        if (result.mismatches() > 0) {
            return Optional.of(mismatches(change, result));
        }
        return witness.mismatches(change, compared.table(), compared.direction());
    }

    private Problem rewritten() {
        return TableRewritten.problem(
                "The rows of %s must be compared once more."
                        .formatted(compared.table().name()),
                "The comparison does not count; nothing else was changed by it.",
                "Run the same command again; it compares all rows.");
    }

    private Problem mismatches(String change, Result result) {
        String rows = String.join(
                System.lineSeparator() + "            ", ledger.verifications().first(result.run(), SHOWN));
        boolean forward = compared.direction() == Direction.FORWARD;
        return new Problem(
                ProblemCode.MISMATCHES,
                "%d values of %s are not the conversion of the old ones."
                        .formatted(result.mismatches(), compared.table().name()),
                "limit 0; the first by key (old value → new value):%n            %s%s"
                        .formatted(rows, comesBack(change, result)),
                forward
                        ? "The gate to cutover is closed; the old column is as it was."
                        : "The application is not affected; rollback and contract are refused meanwhile.",
                "Type: ./pgretype verify --repair %s. %s"
                        .formatted(
                                change,
                                forward
                                        ? "It recomputes the new values from the old ones."
                                        : "It recomputes the old values from the new ones; or, to leave them:"
                                                + " ./pgretype contract --now %s.".formatted(change)));
    }

    /** What can have written them: sure where it came back after a repair, worth a look where it is there. */
    private String comesBack(String change, Result result) {
        List<String> causes = new MismatchCauses(ledger.database().jdbc()).of(change, compared);
        long before = ledger.verifications().foundBefore(change, result.run());
        if (before == 0 && causes.isEmpty()) {
            return "";
        }
        String what = before == 0
                ? "what can make mismatches here:"
                : "%d of these rows were found before, so something makes them:".formatted(before);
        List<String> known = causes.isEmpty()
                ? List.of("nothing that the catalog shows: a load that disables triggers, or a session that does and"
                        + " enables them again")
                : causes;
        return "%n            %s%n            - %s"
                .formatted(what, String.join(System.lineSeparator() + "            - ", known));
    }
}
