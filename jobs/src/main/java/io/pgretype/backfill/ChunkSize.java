package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.KeyReader;
import io.pgretype.keyset.Keys;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many rows a transaction fills. The application waits for a row until its chunk commits, so a chunk must not take
 * longer than the lock budget: 10,000 rows, or fewer where the table's indexes and triggers make them slow.
 */
final class ChunkSize {

    static final int LARGEST = 10_000;
    private static final int SMALLEST = 100;
    private static final int WARM_UP = 100;
    private static final int SAMPLE = 1_000;

    /** Workers beside each other, the application and the commit make a chunk slower than the sample. */
    private static final double ROOM = 2.5;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate rolledBack;
    private final TableUnderChange table;
    private final Duration budget;
    private volatile int rows = LARGEST;

    ChunkSize(DataSource dataSource, TableUnderChange table, Duration budget) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.rolledBack = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.budget = budget;
    }

    int rows() {
        return rows;
    }

    /** Fills some rows in a transaction that is rolled back, and looks how long that takes. */
    void measure() {
        List<Key> keys = KeyReader.first(jdbc, table.name(), table.key(), WARM_UP + SAMPLE);
        if (keys.size() < WARM_UP + SAMPLE) {
            return;
        }
        try {
            Duration took = rolledBack.execute(status -> {
                status.setRollbackOnly();
                jdbc.execute(RowFiller.PATIENCE);
                fill(keys.subList(0, WARM_UP));
                return fill(keys.subList(WARM_UP, keys.size()));
            });
            if (took != null) {
                rows = fitting(took);
            }
        } catch (DataAccessException e) {
            if (!GaveWay.is(e)) {
                throw e;
            }
            // The application works on just those rows; a careful size then.
            rows = SAMPLE;
        }
    }

    private int fitting(Duration sample) {
        double perRow = Math.max(sample.toNanos(), 1) / (double) SAMPLE;
        double fit = budget.toNanos() / (perRow * ROOM);
        return (int) Math.max(SMALLEST, Math.min(LARGEST, fit));
    }

    private Duration fill(List<Key> keys) {
        long start = System.nanoTime();
        jdbc.update(new FillStatements(table).fillAgain(), Keys.arrays(table.key(), keys));
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
