package io.pgretype.harden;

import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.TwinRecords;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Assignment;
import io.pgretype.run.RecordedLocks;
import io.pgretype.twin.Twin;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds one twin after the other. What an earlier attempt left unfinished is dropped first. */
final class TwinBuilder {

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TwinRecords records;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final RecordedLocks locks;
    private final Assignment assignment;
    private final TableUnderChange table;
    private final TwinStatements statements;

    TwinBuilder(DataSource dataSource, Assignment assignment, TableUnderChange table) {
        this.jdbc = JdbcClient.create(dataSource);
        this.plain = new PlainStatement(dataSource);
        this.records = new TwinRecords(dataSource);
        this.locked = new LockedTransaction(dataSource);
        this.patient = new PatientStatement(dataSource);
        this.locks = RecordedLocks.beside(dataSource, assignment);
        this.assignment = assignment;
        this.table = table;
        this.statements = new TwinStatements(table);
    }

    void build(Twin twin) {
        assignment.activity().doing("building " + twin.kind().text() + " " + twin.name());
        records.add(assignment.change().name(), twin);
        switch (twin.kind()) {
            case INDEX -> buildIndex(twin);
            case UNIQUE -> buildUnique(twin);
            case CHECK -> buildCheck(twin);
            case STATISTICS -> buildStatistics(twin);
        }
        twin.properties().forEach(statement -> underLock(statement));
    }

    /** Its original is gone. Repeating it does no harm; its record goes last. */
    void remove(TwinRecord orphan) {
        QualifiedName name = orphan.twin();
        assignment.activity().doing("removing " + orphan.kind().text() + " " + name);
        switch (orphan.kind()) {
            case INDEX -> patiently("drop index concurrently if exists " + name.sql());
            case STATISTICS -> patiently("drop statistics if exists " + name.sql());
            case UNIQUE -> {
                underLock(statements.dropConstraint(name));
                patiently("drop index concurrently if exists " + name.sql());
            }
            case CHECK -> underLock(statements.dropConstraint(name));
        }
        records.remove(assignment.change().name(), orphan);
    }

    /** SHARE UPDATE EXCLUSIVE; reads and writes go on. */
    private void buildIndex(Twin twin) {
        patiently("drop index concurrently if exists " + twin.name().sql());
        createIndex(twin);
    }

    private void createIndex(Twin twin) {
        try {
            patiently(statements.createIndex(twin));
        } catch (DuplicateKeyException e) {
            throw duplicates(twin, e);
        }
    }

    private void buildUnique(Twin twin) {
        dropConstraint(twin);
        patiently("drop index concurrently if exists " + twin.name().sql());
        createIndex(twin);
        underLock(statements.addUnique(twin));
    }

    /** NOT VALID takes ACCESS EXCLUSIVE for a moment; the scan runs under SHARE UPDATE EXCLUSIVE. */
    private void buildCheck(Twin twin) {
        dropConstraint(twin);
        underLock(statements.addCheck(twin));
        if (twin.validated()) {
            patiently(statements.validate(twin));
        }
    }

    /** SHARE UPDATE EXCLUSIVE. */
    private void buildStatistics(Twin twin) {
        patiently("drop statistics if exists " + twin.name().sql());
        patiently(statements.createStatistics(twin));
    }

    private void dropConstraint(Twin twin) {
        boolean exists = jdbc.sql(
                        "select exists (select from pg_constraint where conrelid = :table and conname = :name)")
                .param("table", table.oid())
                .param("name", twin.name().name().name())
                .query(Boolean.class)
                .single();
        if (exists) {
            underLock(statements.dropConstraint(twin.name()));
        }
    }

    private void patiently(String statement) {
        patient.run(statement, assignment::stopRequested);
    }

    private void underLock(String statement) {
        locked.run(
                assignment.lockRequest("harden", table.name()),
                use -> {
                    plain.run(statement);
                    return use;
                },
                locks);
    }

    private ProblemException duplicates(Twin twin, DuplicateKeyException e) {
        return new ProblemException(
                new Problem(
                        ProblemCode.DUPLICATE_VALUES,
                        "The twin of unique %s cannot be built.".formatted(twin.original()),
                        String.valueOf(e.getMostSpecificCause().getMessage()),
                        "The other twins stay; the old column is as it was.",
                        "Values that differ in the old type are equal in the new one: mend those rows, then run harden"
                                + " again."),
                e);
    }
}
