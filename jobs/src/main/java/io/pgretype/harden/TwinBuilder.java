package io.pgretype.harden;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.OurObjects;
import io.pgretype.ledger.TwinNames;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinCheck;
import io.pgretype.twin.TwinKind;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Builds one twin after the other. What takes long is made under a name that nobody else could have hit on, noted before,
 * and gets its own name and its place in the ledger in one transaction: so after a crash it is known to be ours. What an
 * earlier attempt left unfinished is dropped first.
 */
final class TwinBuilder {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TwinNames names;
    private final TwinCheck check;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final RecordedLocks locks;
    private final IndexSettings indexes;
    private final Assignment assignment;
    private final String change;
    private final Part part;
    private final TableUnderChange table;
    private final TwinStatements statements;

    TwinBuilder(Ledger ledger, Assignment assignment, Part part) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.plain = new PlainStatement(ledger.database());
        this.names = new TwinNames(ledger);
        this.check = new TwinCheck(ledger.database());
        this.locked = new LockedTransaction(ledger.database());
        this.patient = new PatientStatement(ledger.database());
        this.locks = RecordedLocks.beside(ledger, assignment);
        this.indexes = new IndexSettings(jdbc);
        this.assignment = assignment;
        this.change = assignment.change().name();
        this.part = part;
        this.table = part.table();
        this.statements = new TwinStatements(table);
    }

    /** @throws ProblemException {@code name-taken}, {@code duplicate-values} */
    void build(Twin twin) {
        assignment.activity().doing("building " + twin.kind().text() + " " + twin.name());
        ledger.twins().of(change, table).stream()
                .filter(record -> record.isOf(twin))
                .forEach(record -> dropUnfinished(record, twin));
        refuseIfTaken(twin);
        Identifier buildName = ledger.twins().add(change, table, twin);
        try {
            switch (twin.kind()) {
                case INDEX, PRIMARY_KEY, SPARE_KEY -> {
                    createIndex(twin, buildName);
                    complete(twin, TwinStatements.renameIndex(twin, buildName));
                }
                case UNIQUE -> {
                    createIndex(twin, buildName);
                    completeUnderLock(twin, statements.addUnique(twin, buildName));
                }
                case CHECK -> {
                    // NOT VALID takes ACCESS EXCLUSIVE for a moment; the scan runs under SHARE UPDATE EXCLUSIVE.
                    completeUnderLock(twin, statements.addCheck(twin));
                    if (twin.validated()) {
                        patiently(statements.validate(twin));
                    }
                }
                case STATISTICS -> {
                    patiently(statements.createStatistics(twin, buildName));
                    complete(twin, TwinStatements.renameStatistics(twin, buildName));
                }
            }
        } catch (BadSqlGrammarException e) {
            // Somebody may have taken the name meanwhile.
            refuseIfTaken(twin);
            throw e;
        }
    }

    /** Its original is gone. Repeating it does no harm; its record goes last. */
    void remove(TwinRecord orphan) {
        assignment.activity().doing("removing " + orphan.kind().text() + " " + orphan.twin());
        ours(orphan).forEach(this::drop);
        ledger.twins().remove(change, table, orphan);
    }

    private List<TableObject> ours(TwinRecord record) {
        return OurObjects.of(jdbc, table).twin(record, Direction.FORWARD);
    }

    /** An index that is complete but for its name is kept: it may have taken hours. */
    private void dropUnfinished(TwinRecord record, Twin twin) {
        ours(record).stream()
                .filter(object -> !isComplete(record, twin, object))
                .forEach(this::drop);
    }

    private boolean isComplete(TwinRecord record, Twin twin, TableObject object) {
        return object.kind() == TwinKind.INDEX
                && object.name().equals(record.building())
                && check.isIndexOf(table, twin, object.name().name());
    }

    private void drop(TableObject object) {
        String name = object.name().sql();
        switch (object.kind()) {
            case INDEX, SPARE_KEY -> dropIndex(name);
            case STATISTICS -> patiently("drop statistics if exists " + name);
            case UNIQUE, PRIMARY_KEY, CHECK ->
                locked.run(
                        assignment.lockRequest("harden", table.name()),
                        use -> jdbc.sql(statements.dropConstraint(object.name()))
                                .update(),
                        locks);
        }
    }

    /** What is partitioned holds nothing, and cannot be dropped concurrently. */
    private void dropIndex(String name) {
        if (part.holdsRows()) {
            patiently("drop index concurrently if exists " + name);
        } else {
            locked.run(
                    assignment.lockRequest("harden", table.name()),
                    use -> jdbc.sql("drop index if exists " + name).update(),
                    locks);
        }
    }

    private void refuseIfTaken(Twin twin) {
        names.ofTwins(change, table, List.of(twin)).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    /** SHARE UPDATE EXCLUSIVE; reads and writes go on. */
    private void createIndex(Twin twin, Identifier buildName) {
        if (check.isIndexOf(table, twin, buildName)) {
            return;
        }
        try {
            patient.run(
                    statements.createIndex(twin, buildName),
                    indexes.of(assignment.settings().indexes()),
                    assignment::stopRequested);
        } catch (DuplicateKeyException e) {
            throw duplicates(twin, e);
        }
    }

    /** Gives it its name and what else the original has; locks no table. */
    private void complete(Twin twin, String statement) {
        ledger.database().runInTransaction(() -> completeInTransaction(twin, statement));
    }

    private void completeUnderLock(Twin twin, String statement) {
        locked.run(
                assignment.lockRequest("harden", table.name()),
                use -> {
                    completeInTransaction(twin, statement);
                    return use;
                },
                locks);
    }

    private void completeInTransaction(Twin twin, String statement) {
        plain.run(statement);
        twin.properties().forEach(property -> jdbc.sql(property).update());
        ledger.twins().made(change, table, TwinRecord.of(twin));
    }

    private void patiently(String statement) {
        patient.run(statement, assignment::stopRequested);
    }

    private ProblemException duplicates(Twin twin, DuplicateKeyException e) {
        return new ProblemException(
                new Problem(
                        ProblemCode.DUPLICATE_VALUES,
                        "The twin of unique %s cannot be built.".formatted(twin.original()),
                        String.valueOf(e.getMostSpecificCause().getMessage()),
                        "The other twins stay; the old column is as it was.",
                        "Values that differ in the old type are equal in the new one: correct those rows, then run harden"
                                + " again."),
                e);
    }
}
