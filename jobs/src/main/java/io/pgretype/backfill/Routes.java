package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Settings;
import io.pgretype.keyset.KeyRanges;
import io.pgretype.keyset.TableSize;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides how a run walks its table, and keeps it in the ledger. */
final class Routes {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KeyRanges keyRanges;

    Routes(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.keyRanges = new KeyRanges(dataSource);
    }

    /** Takes the run's route, or decides on one; anew if it goes by blocks of a file that is gone. */
    void decide(long run, TableUnderChange table, Settings settings) {
        WalkOrder known = order(run);
        if (known != null && !(known.byBlock() && isRewritten(run, table))) {
            return;
        }
        WalkOrder order = WalkOrder.choose(jdbc, table, settings.filling().order());
        // Before its size: a table that is rewritten in between must be walked once more.
        long file = currentFile(table);
        TableSize size = TableSize.of(jdbc, table.oid());
        int partitions = size.largePartitions(settings.workers());
        if (!order.byBlock()) {
            keyRanges.divide(run, table, partitions);
        }
        transaction.executeWithoutResult(status -> note(run, file, order, size.pages(), partitions));
    }

    /** As the ledger has it. */
    Route of(long run) {
        WalkOrder order = order(run);
        if (order == null) {
            throw new IllegalStateException("no route was decided for run " + run);
        }
        return new Route(order, keyRanges.of(run), blocks(run), file(run));
    }

    /** Whether the file in which the run's blocks are has been replaced: VACUUM FULL, CLUSTER, pg_repack. */
    boolean isRewritten(long run, TableUnderChange table) {
        return file(run) != currentFile(table);
    }

    private void note(long run, long file, WalkOrder order, long pages, int partitions) {
        jdbc.update("""
                insert into pgretype.walk (run, by_block, reason, relfilenode)
                values (?, ?, ?, ?)
                on conflict (run) do update
                   set relfilenode = excluded.relfilenode""", run, order.byBlock(), order.reason(), file);
        jdbc.update("delete from pgretype.block_range where run = ?", run);
        if (order.byBlock()) {
            List<Object[]> ranges = new ArrayList<>();
            for (int number = 0; number < partitions; number++) {
                long first = pages * number / partitions;
                long behind = pages * (number + 1) / partitions;
                ranges.add(new Object[] {run, number, first, behind});
            }
            jdbc.batchUpdate(
                    "insert into pgretype.block_range (run, number, first, behind) values (?, ?, ?, ?)", ranges);
        }
    }

    private @Nullable WalkOrder order(long run) {
        return jdbc
                .query(
                        "select by_block, reason from pgretype.walk where run = ?",
                        (row, number) -> new WalkOrder(row.getBoolean("by_block"), row.getString("reason")),
                        run)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private List<BlockRange> blocks(long run) {
        return jdbc.query("""
                select first, behind
                  from pgretype.block_range
                 where run = ?
                 order by number""", (row, number) -> new BlockRange(row.getLong("first"), row.getLong("behind")), run);
    }

    private long file(long run) {
        return number("select relfilenode from pgretype.walk where run = ?", run);
    }

    private long currentFile(TableUnderChange table) {
        return number("select pg_relation_filenode(cast(? as oid))", table.oid());
    }

    private long number(String query, long parameter) {
        Long number = jdbc.queryForObject(query, Long.class, parameter);
        return number == null ? 0 : number;
    }
}
