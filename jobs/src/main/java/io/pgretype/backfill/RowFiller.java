package io.pgretype.backfill;

import io.pgretype.keyset.RowBatch;
import java.time.Duration;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Fills the rows of one chunk, in the chunk's transaction. */
final class RowFiller implements ItemWriter<RowBatch> {

    /** What a worker tells of each chunk when it was committed. */
    interface Told {
        void chunk(long rows, HotUpdates.Count updates, Duration took);
    }

    private final CarefulFill fill;
    private final Address address;
    private final HotUpdates hotUpdates;
    private final Told told;

    RowFiller(CarefulFill fill, Address address, HotUpdates hotUpdates, Told told) {
        this.fill = fill;
        this.address = address;
        this.hotUpdates = hotUpdates;
        this.told = told;
    }

    @Override
    public void write(Chunk<? extends RowBatch> chunk) {
        RowBatch rows = chunk.getItems().get(0);
        fill.prepare();
        HotUpdates.Count before = hotUpdates.read();
        long start = System.nanoTime();
        fill.fill(rows, address);
        HotUpdates.Count updates = hotUpdates.read().minus(before);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                // So long the rows were locked.
                told.chunk(rows.size(), updates, Duration.ofNanos(System.nanoTime() - start));
            }
        });
    }
}
