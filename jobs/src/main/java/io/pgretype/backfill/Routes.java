package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.keyset.BlockRanges;
import io.pgretype.keyset.KeyRanges;
import io.pgretype.keyset.TableSize;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Decides how a run walks its table, and keeps it in the ledger. */
final class Routes {

    /** A partition begins and ends slowly, while its first pages have no room yet and its last ones few rows left. */
    private static final int PARTITIONS_PER_WORKER = 4;

    private final JdbcTemplate jdbc;
    private final KeyRanges keyRanges;
    private final BlockRanges blockRanges;

    Routes(Database database) {
        this.jdbc = database.template();
        this.keyRanges = new KeyRanges(database);
        this.blockRanges = new BlockRanges(database);
    }

    /** Takes the run's route, or decides on one; again if it goes by blocks of a file that is gone. */
    void decide(long run, TableUnderChange table, Settings settings) {
        WalkOrder known = order(run, table);
        if (known != null && !(known.byBlock() && isRewritten(run, table))) {
            return;
        }
        WalkOrder order = WalkOrder.choose(jdbc, table, settings.filling().order());
        // Before its size: a table that is rewritten in between must be walked once more.
        long file = blockRanges.currentFile(table);
        TableSize size = TableSize.of(jdbc, table.oid());
        int partitions = size.partitions(settings.workers(), PARTITIONS_PER_WORKER);
        if (order.byBlock()) {
            blockRanges.divide(run, table, order.reason(), file, size.pages(), partitions);
        } else {
            keyRanges.divide(run, table, partitions);
            blockRanges.doWithout(run, table, order.reason(), file);
        }
    }

    /** As the ledger has it. */
    Route of(long run, TableUnderChange table) {
        WalkOrder order = order(run, table);
        if (order == null) {
            throw new IllegalStateException("no route was decided for run " + run);
        }
        return new Route(
                order,
                keyRanges.of(run, table),
                blockRanges.of(run, table),
                order.byBlock() ? blockRanges.generation(run, table) : "");
    }

    /** Whether the file in which the run's blocks are has been replaced: VACUUM FULL, CLUSTER, pg_repack. */
    boolean isRewritten(long run, TableUnderChange table) {
        return blockRanges.isRewritten(run, table);
    }

    private @Nullable WalkOrder order(long run, TableUnderChange table) {
        return jdbc
                .query(
                        "select by_block, reason from pgretype.walk where run = ? and table_oid = ?",
                        (row, number) -> new WalkOrder(row.getBoolean("by_block"), row.getString("reason")),
                        run,
                        table.oid())
                .stream()
                .findFirst()
                .orElse(null);
    }
}
