package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import io.pgretype.ledger.Ledger;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.rebind.Rebinding;
import io.pgretype.rebind.ViewTwins;
import io.pgretype.reference.SwapGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/**
 * Makes and fills, before a swap, the materialized views that take others' places in it: nobody waits meanwhile but for the
 * catalog change that makes them. They hold what the tables hold then, so the swap puts nothing older in place, unless somebody
 * refreshes one of the others meanwhile: then they are filled once more.
 *
 * <p>They are not made earlier: to fill one that is there takes as long as to make it (1,000,000 rows with two indexes: 2.5 s
 * each way, 8.7 s concurrently), and until contract the room is not needed.
 */
final class MaterializedViews {

    private static final int ATTEMPTS = 3;

    private static final String IS_POPULATED = """
            select relispopulated
              from pg_class
             where oid = to_regclass(:name)""";

    private final Ledger ledger;
    private final Assignment assignment;
    private final SwapGroup group;
    private final Direction until;
    private final String change;

    MaterializedViews(Ledger ledger, Assignment assignment, SwapGroup group, Direction until) {
        this.ledger = ledger;
        this.assignment = assignment;
        this.group = group;
        this.until = until;
        this.change = assignment.change().name();
    }

    /** For a plan: nothing where there are none. */
    static List<PlannedStatement> planned(Database database, ViewTwins twins, TableUnderChange table) {
        if (twins.isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        twins.making(List.of(table), Direction.FORWARD).stream()
                                .map(sql -> new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, sql)),
                        twins.materialized().stream()
                                .filter(twin -> isPopulated(database, twin))
                                .flatMap(twin -> filling(twin).stream())
                                .map(sql -> new PlannedStatement(PlannedStatement.ACCESS_SHARE, sql)))
                .toList();
    }

    /** @param swap the swap, which refuses what is outdated */
    void swap(Consumer<FilledViews> swap) {
        for (int attempt = 1; ; attempt++) {
            FilledViews filled = fill();
            try {
                swap.accept(filled);
                return;
            } catch (FilledViews.Outdated e) {
                if (attempt == ATTEMPTS || assignment.stopRequested()) {
                    throw new ProblemException(outdated(e, attempt), e);
                }
            }
        }
    }

    /** What an interrupted run has made and filled is filled once more: nobody knows how old it is. */
    private FilledViews fill() {
        Rebinding rebinding = Rebinding.of(ledger.database(), group.tables(), ledger.knownViews(change, until));
        ViewTwins twins = rebinding.twins();
        FilledViews filled = new FilledViews(ledger.database().jdbc(), twins);
        if (!twins.areMade()) {
            make(twins);
        }
        twins.materialized().forEach(this::fill);
        return filled;
    }

    private void make(ViewTwins twins) {
        assignment.activity().doing("making materialized views once more");
        List<QualifiedName> locked = new ArrayList<>(twins.originals());
        if (!twins.isEmpty()) {
            locked.addAll(group.locked());
        }
        TwinMaking making = new TwinMaking(ledger, change, group, until);
        new LockedTransaction(ledger.database())
                .run(
                        assignment.lockRequest(until == Direction.FORWARD ? "cutover" : "rollback", locked),
                        use -> {
                            making.run(twins);
                            return use;
                        },
                        RecordedLocks.beside(ledger, assignment));
    }

    private void fill(ViewTwin twin) {
        if (isPopulated(ledger.database(), twin)) {
            assignment.activity().doing("filling materialized view %s once more".formatted(twin.view()));
            PatientStatement patient = new PatientStatement(ledger.database());
            try {
                filling(twin).forEach(sql -> patient.run(sql, assignment::stopRequested));
            } catch (DataAccessException e) {
                throw new ProblemException(notFilled(twin, ServerRefusal.of(e)), e);
            }
        }
    }

    private static boolean isPopulated(Database database, ViewTwin twin) {
        return database.jdbc()
                .sql(IS_POPULATED)
                .param("name", twin.view().sql())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Vacuumed it does not call for autovacuum, which would be in the swap's way. */
    private static List<String> filling(ViewTwin twin) {
        String name = twin.name().sql();
        return List.of("refresh materialized view " + name, "vacuum (analyze) " + name);
    }

    /** Values that become equal under a unique index of it, for example; or what its refresh would say too. */
    private static Problem notFilled(ViewTwin twin, ServerRefusal refusal) {
        return new Problem(
                ProblemCode.VIEW_ON_COLUMN,
                "Materialized view %s cannot be filled of the columns that the swap puts in place."
                        .formatted(twin.view()),
                refusal.inOneLine(),
                "The columns are as they were, and so is the materialized view.",
                "See whether it can be refreshed now, correct its rows or its definition, then run the same command again.");
    }

    private Problem outdated(FilledViews.Outdated outdated, int attempts) {
        return new Problem(
                ProblemCode.TABLE_CHANGED,
                "Materialized views changed while those that take their places were filled.",
                "%s; filled %d time%s".formatted(outdated.getMessage(), attempts, attempts == 1 ? "" : "s"),
                Problem.NOTHING_CHANGED,
                "Pause what refreshes them, then run the same command again.");
    }
}
