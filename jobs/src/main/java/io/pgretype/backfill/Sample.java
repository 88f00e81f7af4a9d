package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.RowList;
import io.pgretype.throttle.ChunkSize;
import java.time.Duration;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills some neighbouring rows in a transaction that is rolled back: to see how long that takes, before the application
 * could feel it, and whether there is room in their pages.
 */
final class Sample {

    private static final int WARM_UP = 100;
    private static final int SAMPLE = 1_000;

    /** These rows are neighbours and their pages are in memory by now; the first chunks must find theirs. */
    private static final int HARDER = 2;

    private final JdbcTemplate jdbc;
    private final Database database;
    private final FillStatements statements;
    private final String preparation;

    Sample(Database database, TableUnderChange table, String preparation) {
        this.jdbc = database.template();
        this.database = database;
        this.statements = new FillStatements(table);
        this.preparation = preparation;
    }

    /**
     * Tells both what it finds; nothing where something refuses one of the rows, or the application works on them.
     *
     * @param keys the first keys of some part of the table
     */
    void take(RowList keys, ChunkSize chunkSize, HotUpdates hotUpdates) {
        if (keys.size() < WARM_UP + SAMPLE) {
            return;
        }
        try {
            database.runRolledBack(() -> {
                jdbc.execute(preparation);
                fill(keys.batch(IntStream.range(0, WARM_UP).toArray()));
                HotUpdates.Count before = hotUpdates.read();
                Duration took = fill(
                        keys.batch(IntStream.range(WARM_UP, WARM_UP + SAMPLE).toArray()));
                hotUpdates.sampled(hotUpdates.read().minus(before));
                chunkSize.took(SAMPLE, took.multipliedBy(HARDER));
            });
        } catch (DataAccessException e) {
            if (Fault.of(e) == Fault.SERVER) {
                throw e;
            }
        }
    }

    static int size() {
        return WARM_UP + SAMPLE;
    }

    private Duration fill(RowBatch rows) {
        long start = System.nanoTime();
        jdbc.update(statements.fillAgain(), rows.parameters());
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
