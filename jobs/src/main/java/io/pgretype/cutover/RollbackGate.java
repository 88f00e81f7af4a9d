package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.compare.RetiredCheck;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Misfits;
import io.pgretype.ledger.TwinNames;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.preflight.BoundObjects;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TwinKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must hold before the columns may be swapped back. The rows themselves are the comparison's business. */
final class RollbackGate {

    private static final int SHOWN = 20;

    private final Ledger ledger;
    private final MirrorHealth mirrorHealth;
    private final RetiredCheck retired;
    private final TwinNames names;
    private final BoundObjects bound;
    private final PartitionTree tree;

    RollbackGate(Ledger ledger) {
        this.ledger = ledger;
        this.mirrorHealth = new MirrorHealth(ledger.database().jdbc());
        this.retired = new RetiredCheck(ledger);
        this.names = new TwinNames(ledger);
        this.bound = new BoundObjects(ledger.database());
        this.tree = new PartitionTree(ledger.database().jdbc());
    }

    /** What is true of the change as a whole is said once. */
    List<Problem> problems(Change change, List<TableUnderChange> tables) {
        List<Problem> problems = tables.stream()
                .flatMap(table -> problems(change, table).stream())
                .distinct()
                .toList();
        return problems.isEmpty()
                ? bound.refusals(tables, Direction.REVERSE, ledger.knownViews(change.name(), Direction.REVERSE))
                : problems;
    }

    private List<Problem> problems(Change change, TableUnderChange table) {
        Optional<Instant> closed = ledger.wayBack().closedAt(change.name());
        if (closed.isPresent()) {
            return List.of(contracting(change, closed.get()));
        }
        List<Problem> problems = underLock(change, table);
        for (Part part : tree.parts(table)) {
            retired.missing(change.name(), part.table()).ifPresent(problems::add);
            retired.strangers(change.name(), part).ifPresent(problems::add);
            new Defaults(ledger, change.name(), part).problem(Direction.REVERSE).ifPresent(problems::add);
            names.ofTwinsAgain(change.name(), part.table()).ifPresent(problems::add);
        }
        withoutOldKey(change, table).ifPresent(problems::add);
        return problems;
    }

    /** Those made after cutover: harden builds the index of which the old primary key is made again. */
    private Optional<Problem> withoutOldKey(Change change, TableUnderChange table) {
        List<Part> withRows = tree.withRows(table);
        List<Part> without = withRows.stream()
                .filter(part -> ledger.twins().of(change.name(), part.table()).stream()
                        .noneMatch(twin -> twin.kind() == TwinKind.SPARE_KEY))
                .toList();
        // With all of them it is not the primary key that moves.
        if (without.isEmpty() || without.size() == withRows.size()) {
            return Optional.empty();
        }
        return Optional.of(
                new Problem(
                        ProblemCode.WAY_BACK_CLOSED,
                        "Change %s cannot be rolled back.".formatted(change.name()),
                        "made since cutover, and without an index for the old primary key: "
                                + without.stream()
                                        .map(part -> part.table().name().toString())
                                        .collect(Collectors.joining(", ")),
                        Problem.NOTHING_CHANGED,
                        "Stay with the new type and contract. If you must go back: detach these partitions (alter table … detach"
                                + " partition …), run the same command again, and attach them when their columns are like the table's."));
    }

    /** What the application can change until the lock is there; the table's fingerprint tells of the rest. */
    List<Problem> underLock(Change change, TableUnderChange table) {
        List<Problem> problems = new ArrayList<>();
        mirrorHealth.problem(change.name(), table, Direction.REVERSE).ifPresent(problems::add);
        long count = ledger.misfits().count(change.name(), table);
        if (count > 0) {
            problems.add(misfits(change, table, count));
        }
        return problems;
    }

    private Problem misfits(Change change, TableUnderChange table, long count) {
        List<String> first = ledger.misfits().first(change.name(), table, SHOWN);
        boolean tooMany = count > Misfits.MOST;
        return new Problem(
                ProblemCode.WAY_BACK_CLOSED,
                "Change %s cannot be rolled back.".formatted(change.name()),
                "%d values written since cutover do not fit the old type, limit 0; first: %s"
                        .formatted(count, String.join("; ", first)),
                Problem.NOTHING_CHANGED,
                "Stay with the new type and contract. If you must go back: change those rows of %s, then run the same"
                                .formatted(table.name())
                        + " command again%s."
                                .formatted(
                                        tooMany
                                                ? "; more than %d were noted, some of which may have been corrected since"
                                                                .formatted(Misfits.MOST)
                                                        + " pgretype.misfit"
                                                : ""));
    }

    /** Of a misfit that could not be noted, or came while the rows were looked at. */
    Problem nullInKey(Change change, TableUnderChange table, ColumnChange move) {
        return new Problem(
                ProblemCode.WAY_BACK_CLOSED,
                "Change %s cannot be rolled back.".formatted(change.name()),
                "a row of %s has NULL in %s, which is to be a key again; noted: %s"
                        .formatted(
                                table.name(),
                                move.oldColumn(),
                                String.join("; ", ledger.misfits().first(change.name(), table, SHOWN))),
                Problem.NOTHING_CHANGED,
                "Stay with the new type and contract. If you must go back: change those rows, then run the same command"
                        + " again.");
    }

    private static Problem contracting(Change change, Instant since) {
        return new Problem(
                ProblemCode.WAY_BACK_CLOSED,
                "Change %s cannot be rolled back.".formatted(change.name()),
                "contract began at %s to drop the old column's indexes".formatted(since),
                "The application works with the new type; the old column is still there and kept right.",
                "Type: ./pgretype contract %s".formatted(change.name()));
    }
}
