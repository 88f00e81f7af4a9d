package io.pgretype.alter;

import io.pgretype.catalog.Filenodes;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TriggerFunctions;
import io.pgretype.change.Durations;
import io.pgretype.database.ServerRefusal;
import io.pgretype.database.SqlState;
import io.pgretype.ledger.Ledger;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs a table's plain statement, in a transaction that holds its locks, and sees that it was a change of the catalog. */
final class InPlace {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final LockedTransaction locked;

    InPlace(Ledger ledger) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.plain = new PlainStatement(ledger.database());
        this.locked = new LockedTransaction(ledger.database());
    }

    /** @throws ProblemException {@code lock-not-granted}, {@code rewrite-needed}, {@code alter-refused}; nothing was changed then */
    void run(Assignment assignment, AlteredTable table) {
        LockRequest request = assignment.lockRequest(AlterRun.COMMAND, table.locked());
        // Read before the lock, where every millisecond counts; they only ever do too much.
        var refreshes = new TriggerFunctions(jdbc, table.oid()).refreshes();
        var committed = locked.run(
                request,
                use -> {
                    Filenodes before = Filenodes.of(jdbc, table.oid());
                    alter(assignment, request, table);
                    if (!Filenodes.of(jdbc, table.oid()).equals(before)) {
                        throw new ProblemException(Alteration.costly(
                                assignment.change(), "%s or an index of it was written again".formatted(table.name())));
                    }
                    plain.runAll(refreshes);
                    return table;
                },
                RecordedLocks.beside(ledger, assignment));
        Stream.of(
                        table.statement(),
                        "alter %s: %s has its types."
                                .formatted(assignment.change().name(), table.name()),
                        committed.text())
                .forEach(assignment::say);
    }

    private void alter(Assignment assignment, LockRequest request, AlteredTable table) {
        try {
            plain.run(table.statement());
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause
                    && SqlState.of(cause).isQueryCanceled()) {
                // Another attempt would hold the lock as long as this one.
                throw new ProblemException(
                        Alteration.costly(
                                assignment.change(),
                                "%s: the statement did not end within %s"
                                        .formatted(
                                                table.name(),
                                                Durations.text(request.budget().multipliedBy(10)))),
                        e);
            }
            throw new ProblemException(
                    Alteration.refused(
                            assignment.change(),
                            "%s: %s".formatted(table.name(), ServerRefusal.of(e).inOneLine())),
                    e);
        }
    }
}
