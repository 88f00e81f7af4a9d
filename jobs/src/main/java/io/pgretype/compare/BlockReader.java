package io.pgretype.compare;

import io.pgretype.keyset.BlockRange;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Gives the blocks of one partition in order, a chunk's an item. After a restart it goes on after the last chunk that was
 * committed.
 */
final class BlockReader implements ItemStreamReader<BlockBatch> {

    private static final String NEXT = "next";

    /** 32 MB: where there are few rows in many blocks, a statement should not take long either. */
    private static final long MOST_BLOCKS = 4_096;

    private final BlockRange range;
    private final double rowsPerFullBlock;
    private final IntSupplier wantedRows;

    private long next;

    /**
     * @param rowsPerFullBlock about how many a block has at most: a chunk must not be larger than the throttle allows
     * @param wantedRows how many rows the next chunk should have
     */
    BlockReader(BlockRange range, double rowsPerFullBlock, IntSupplier wantedRows) {
        this.range = range;
        this.rowsPerFullBlock = rowsPerFullBlock;
        this.wantedRows = wantedRows;
        this.next = range.first();
    }

    @Override
    public void open(ExecutionContext context) {
        next = context.getLong(NEXT, range.first());
    }

    /** Called in the chunk's transaction, after its rows were compared. */
    @Override
    public void update(ExecutionContext context) {
        context.putLong(NEXT, next);
    }

    @Override
    public @Nullable BlockBatch read() {
        if (next >= range.behind()) {
            return null;
        }
        int wanted = wantedRows.getAsInt();
        long fit = rowsPerFullBlock * MOST_BLOCKS <= wanted
                ? MOST_BLOCKS
                : Math.max(1, (long) (wanted / rowsPerFullBlock));
        long behind = Math.min(next + fit, range.behind());
        // A chunk that is cut short says nothing of how many rows would fit.
        long expected = behind - next < fit ? Math.round((behind - next) * rowsPerFullBlock) : wanted;
        BlockBatch batch =
                new BlockBatch(new BlockRange(next, behind), new BlockRange(behind, range.behind()), expected);
        next = behind;
        return batch;
    }
}
