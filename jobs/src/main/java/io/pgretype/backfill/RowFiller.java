package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.Keys;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills the rows of one chunk, in the chunk's transaction. A chunk that holds rows never waits long for another's: it
 * gives way before the server looks for deadlocks, so that the application is never the victim of one.
 */
final class RowFiller implements ItemWriter<Key> {

    /** Far below deadlock_timeout, which is 1 s by default. */
    static final String PATIENCE = "set local lock_timeout = '20ms'";

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final FillStatements statements;
    private final LockedRows lockedRows;

    RowFiller(JdbcTemplate jdbc, TableUnderChange table, LockedRows lockedRows) {
        this.jdbc = jdbc;
        this.table = table;
        this.statements = new FillStatements(table);
        this.lockedRows = lockedRows;
    }

    @Override
    public void write(Chunk<? extends Key> chunk) {
        Object[] keys = Keys.arrays(table.key(), chunk.getItems());
        jdbc.execute("savepoint pgretype_fill");
        jdbc.execute(PATIENCE);
        try {
            jdbc.update(statements.fill(), keys);
        } catch (DataAccessException e) {
            if (!GaveWay.is(e)) {
                throw e;
            }
            jdbc.execute("rollback to savepoint pgretype_fill");
            lockedRows.fillTheOthers(keys);
        }
    }
}
