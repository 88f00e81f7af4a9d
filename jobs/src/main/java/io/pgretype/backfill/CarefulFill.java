package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Filling;
import io.pgretype.change.Settings;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.Keys;
import io.pgretype.keyset.RowBatch;
import io.pgretype.throttle.Throttle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills rows in the caller's transaction, and leaves out only those that cannot be filled now: locked rows for later, and
 * rows that something refuses, each by itself. A transaction that holds rows never waits long for another's: it gives way
 * before the server looks for deadlocks, so that the application is never the victim of one.
 */
final class CarefulFill {

    /** Far below deadlock_timeout, which is 1 s by default. */
    private static final String PATIENCE = "set local lock_timeout = '20ms'";

    /** Whatever the statistics say, the few rows of a chunk are fetched one by one. */
    private static final String ROW_BY_ROW = """
            ;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off;
            set local enable_seqscan = off;
            set local enable_bitmapscan = off""";

    /**
     * The rows and the checkpoint are in the same transaction: if a server that crashes loses the last chunks, it loses
     * both. So nobody, the application least of all, has to wait for the disk or a standby.
     */
    private static final String NEED_NOT_BE_FLUSHED = ";\nset local synchronous_commit = off";

    /** The mirror is ENABLE ALWAYS, so it fires all the same. */
    private static final String SKIP_TRIGGERS = ";\nset local session_replication_role = replica";

    private static final int ATTEMPTS = 3;

    private final JdbcTemplate jdbc;
    private final Address ofKeys;
    private final FillStatements statements;
    private final LeftRows left;
    private final String preparation;
    private final long longest;
    private long begun;

    CarefulFill(JdbcTemplate jdbc, TableUnderChange table, Settings settings, LeftRows left) {
        this.jdbc = jdbc;
        this.ofKeys = Address.ofKeys(table);
        this.statements = new FillStatements(table);
        this.left = left;
        // Before the patience: a session that waits for the table holds no rows.
        this.preparation =
                "lock table %s in row exclusive mode;\n".formatted(table.name().sql())
                        + preparation(settings.filling());
        this.longest = Throttle.longestChunk(settings).toNanos();
    }

    /** The settings of every transaction that fills rows, for that transaction only. */
    static String preparation(Filling filling) {
        return PATIENCE
                + ROW_BY_ROW
                + NEED_NOT_BE_FLUSHED
                + (filling.triggers() == Filling.OtherTriggers.SKIP ? SKIP_TRIGGERS : "");
    }

    /** Comes first in a transaction. */
    void prepare() {
        jdbc.execute(preparation);
        begun = System.nanoTime();
    }

    void fill(RowBatch rows, Address address) {
        for (int attempt = 1; ; attempt++) {
            try {
                inSavepoint(() -> jdbc.update(statements.fill(address), rows.parameters()));
                return;
            } catch (DataAccessException e) {
                Fault fault = Fault.of(e);
                if (fault == Fault.CHANCE && attempt < ATTEMPTS) {
                    continue;
                }
                if (fault == Fault.SERVER) {
                    throw e;
                }
                leaveOut(read(statements.keysLeft(address), rows.parameters()), fault, e);
                return;
            }
        }
    }

    private void leaveOut(List<Key> keys, Fault fault, DataAccessException failure) {
        if (keys.isEmpty()) {
            return;
        }
        if (System.nanoTime() - begun > longest) {
            // Each further attempt would keep the rows that are filled already locked for longer.
            left.postpone(keys);
        } else if (fault == Fault.LOCK) {
            fillTheUnlocked(keys);
        } else if (keys.size() == 1) {
            left.noteFailing(keys.get(0), failure);
        } else {
            RowBatch.of(keys).halves().forEach(half -> fill(half, ofKeys));
        }
    }

    /** Fills those that are free and notes the others, and all that time does not suffice for. */
    void fillTheUnlocked(List<Key> keys) {
        if (System.nanoTime() - begun > longest) {
            left.postpone(keys);
            return;
        }
        Set<Key> locked = new LinkedHashSet<>(keys);
        try {
            inSavepoint(() -> {
                RowBatch rows = RowBatch.of(keys);
                locked.retainAll(read(statements.keysLeft(ofKeys), rows.parameters()));
                // A row that was reached and is still not filled did not convert: that is verify's to find.
                read(statements.fillUnlocked(), rows.parameters()).forEach(locked::remove);
            });
        } catch (DataAccessException e) {
            Fault fault = Fault.of(e);
            if (fault == Fault.SERVER) {
                throw e;
            }
            if (keys.size() == 1 && fault != Fault.LOCK) {
                left.noteFailing(keys.get(0), e);
                return;
            }
            if (keys.size() > 1) {
                fillTheUnlocked(keys.subList(0, keys.size() / 2));
                fillTheUnlocked(keys.subList(keys.size() / 2, keys.size()));
                return;
            }
        }
        left.postpone(locked);
    }

    private void inSavepoint(Runnable work) {
        jdbc.execute("savepoint pgretype_fill");
        try {
            work.run();
        } catch (DataAccessException e) {
            if (Fault.of(e) != Fault.SERVER) {
                jdbc.execute("rollback to savepoint pgretype_fill");
            }
            throw e;
        }
    }

    private List<Key> read(String sql, Object[] parameters) {
        return jdbc.query(sql, (row, number) -> Keys.of(row.getArray("row_key")), parameters);
    }
}
