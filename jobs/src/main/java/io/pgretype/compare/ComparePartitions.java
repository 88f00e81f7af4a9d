package io.pgretype.compare;

import io.pgretype.batch.PacedChunks;
import io.pgretype.batch.Steps;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.BlockRange;
import io.pgretype.keyset.BlockRanges;
import io.pgretype.keyset.TableSize;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.Assignment;
import io.pgretype.progress.Tally;
import io.pgretype.throttle.ChunkSize;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The partitions of one relation with rows in a comparison, with all that its workers share. They are ranges of blocks: mirror and witness answer
 * for row versions that are written later, here or elsewhere, so nothing is missed though rows move.
 */
final class ComparePartitions {

    private static final int PARTITIONS_PER_WORKER = 8;
    private static final String REASON = "a comparison reads each block once, whatever the key";

    private final Ledger ledger;
    private final JdbcTemplate jdbc;
    private final Compared compared;
    private final TableUnderChange table;
    private final Assignment assignment;
    private final Tally tally;
    private final ChunkSize chunkSize;
    private final BlockRanges blockRanges;
    private @Nullable Division division;

    ComparePartitions(Ledger ledger, Compared compared, Assignment assignment, PacedChunks chunks, Tally tally) {
        this.ledger = ledger;
        this.jdbc = ledger.database().template();
        this.compared = compared;
        this.table = compared.table();
        this.assignment = assignment;
        this.tally = tally;
        this.chunkSize = chunks.newSize();
        this.blockRanges = new BlockRanges(ledger.database());
    }

    private record Division(List<BlockRange> ranges, String generation, long pages, double rowsPerFullBlock) {}

    Compared compared() {
        return compared;
    }

    /** Divides the table's file, unless an earlier execution of the run has and it is the table's file still. */
    void divide() {
        long run = assignment.run();
        if (!blockRanges.isRewritten(run, table)) {
            return;
        }
        // What an older release compared by key, or was compared in a file that is gone, is compared once more.
        ledger.verifications().startAgain(run, table);
        long file = blockRanges.currentFile(table);
        TableSize size = TableSize.of(jdbc, table.oid());
        blockRanges.divide(
                run,
                table,
                REASON,
                file,
                size.pages(),
                size.partitions(assignment.settings().workers(), PARTITIONS_PER_WORKER));
    }

    /** Whether rows may have been missed, because they lie in another file now. */
    boolean isRewritten() {
        return blockRanges.isRewritten(assignment.run(), table);
    }

    /** Blocks are of one file: in another one, other rows lie there. */
    List<Steps.Partition<BlockBatch>> list() {
        Division known = division();
        return IntStream.range(0, known.ranges.size())
                .mapToObj(number -> new Steps.Partition<>(
                        compared.part().named(known.generation + "partition" + number),
                        known.pages / (double) known.ranges.size(),
                        () -> worker(number)))
                .toList();
    }

    private Steps.Worker<BlockBatch> worker(int partition) {
        RowComparer comparer = new RowComparer(ledger.database(), compared, assignment, tally, chunkSize);
        return new Steps.Worker<>(
                new BlockReader(division().ranges.get(partition), division().rowsPerFullBlock, comparer::begin),
                comparer);
    }

    /** Known only when it is divided. */
    private synchronized Division division() {
        Division known = division;
        if (known == null) {
            known = divided();
            division = known;
        }
        return known;
    }

    private Division divided() {
        TableSize size = TableSize.of(jdbc, table.oid());
        return new Division(
                blockRanges.of(assignment.run(), table),
                blockRanges.generation(assignment.run(), table),
                size.pages(),
                size.rowsPerFullPage());
    }
}
