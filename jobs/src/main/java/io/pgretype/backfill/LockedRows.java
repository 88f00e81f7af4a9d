package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.Keys;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Assignment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows that other sessions had locked when their chunk came by. They are noted in the chunk's transaction and filled
 * at the end, without ever waiting for a lock while holding one.
 */
final class LockedRows {

    private static final long PAUSE_MS = 100;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TableUnderChange table;
    private final FillStatements statements;
    private final Assignment assignment;

    LockedRows(DataSource dataSource, TableUnderChange table, Assignment assignment) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.statements = new FillStatements(table);
        this.assignment = assignment;
    }

    /** Fills those rows of a chunk that are free and notes the others; in the caller's transaction. */
    void fillTheOthers(Object[] keys) {
        Set<Key> locked = new LinkedHashSet<>(read(statements.keysLeft(), keys));
        // A row that was reached and is still not filled did not convert: that is verify's to find.
        read(statements.fillUnlocked(), keys).forEach(locked::remove);
        for (Key key : locked) {
            jdbc.update("""
                    insert into pgretype.locked_row (run, row_key)
                    values (?, ?)
                    on conflict do nothing""", assignment.run(), key.values().toArray(String[]::new));
        }
    }

    /** Fills all that were noted, as they become free. */
    void fillAll() {
        List<Key> noted = noted();
        while (!noted.isEmpty()) {
            Object[] keys = Keys.arrays(table.key(), noted);
            transaction.executeWithoutResult(status -> {
                jdbc.update("delete from pgretype.locked_row where run = ?", assignment.run());
                fillTheOthers(keys);
            });
            noted = noted();
            if (!noted.isEmpty()) {
                pause(noted.size());
            }
        }
        assignment.activity().waitingFor(null);
    }

    private List<Key> noted() {
        return read("select row_key from pgretype.locked_row where run = ?", assignment.run());
    }

    private void pause(int rows) {
        if (assignment.stopRequested()) {
            throw new ProblemException(stopped(rows));
        }
        assignment.activity().waitingFor("%d rows that other sessions have locked".formatted(rows));
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were locked", e);
        }
    }

    private List<Key> read(String sql, Object... parameters) {
        return jdbc.query(sql, (row, number) -> Keys.of(row.getArray("row_key")), parameters);
    }

    private static Problem stopped(int rows) {
        return new Problem(
                ProblemCode.STOPPED,
                "backfill stopped because it was asked to.",
                "%d rows are still locked by other sessions".formatted(rows),
                "All other rows are filled.",
                "Run the same command again; it goes on with those rows.");
    }
}
