package io.pgretype.backfill;

import io.pgretype.change.Filling;
import io.pgretype.keyset.RowBatch;
import java.time.Duration;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Fills the rows of one chunk, in the chunk's transaction. */
final class RowFiller implements ItemWriter<RowBatch> {

    /** Whatever the statistics say, the few rows of a chunk are fetched one by one. */
    private static final String ROW_BY_ROW = """
            ;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off;
            set local enable_seqscan = off;
            set local enable_bitmapscan = off""";

    /** The mirror is ENABLE ALWAYS, so it fires all the same. */
    private static final String SKIP_TRIGGERS = ";\nset local session_replication_role = replica";

    /** What a worker tells of each chunk when it was committed. */
    interface Told {
        void chunk(long rows, HotUpdates.Count updates, Duration took);
    }

    private final JdbcTemplate jdbc;
    private final String preparation;
    private final CarefulFill fill;
    private final Address address;
    private final HotUpdates hotUpdates;
    private final Told told;

    RowFiller(JdbcTemplate jdbc, Filling filling, CarefulFill fill, Address address, HotUpdates hotUpdates, Told told) {
        this.jdbc = jdbc;
        this.preparation = preparation(filling);
        this.fill = fill;
        this.address = address;
        this.hotUpdates = hotUpdates;
        this.told = told;
    }

    /** The settings of every transaction that fills rows. */
    static String preparation(Filling filling) {
        return CarefulFill.PATIENCE
                + ROW_BY_ROW
                + (filling.triggers() == Filling.OtherTriggers.SKIP ? SKIP_TRIGGERS : "");
    }

    @Override
    public void write(Chunk<? extends RowBatch> chunk) {
        RowBatch rows = chunk.getItems().get(0);
        jdbc.execute(preparation);
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
