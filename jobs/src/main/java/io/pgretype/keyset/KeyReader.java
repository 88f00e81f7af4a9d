package io.pgretype.keyset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads one partition in the order of the key, a batch an item. After a restart it goes on behind the last batch that
 * was committed.
 */
public final class KeyReader implements ItemStreamReader<RowBatch> {

    private static final String LAST = "last";

    private final KeyPages pages;
    private final KeyRange range;
    private final IntSupplier batchSize;

    private @Nullable Key last;
    private boolean atEnd;

    /** @param batchSize how many rows the next batch should have */
    public KeyReader(KeyPages pages, KeyRange range, IntSupplier batchSize) {
        this.pages = pages;
        this.range = range;
        this.batchSize = batchSize;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open(ExecutionContext context) {
        List<String> resumed = (List<String>) context.get(LAST);
        last = resumed != null ? new Key(resumed) : range.after();
    }

    /** Called in the chunk's transaction, after its rows were written. */
    @Override
    public void update(ExecutionContext context) {
        if (last != null) {
            context.put(LAST, new ArrayList<>(last.values()));
        }
    }

    @Override
    public @Nullable RowBatch read() {
        if (atEnd) {
            return null;
        }
        int wanted = batchSize.getAsInt();
        RowList keys = pages.read(last, range.upTo(), "true", wanted);
        atEnd = keys.size() < wanted;
        if (keys.size() == 0) {
            return null;
        }
        last = new Key(keys.get(keys.size() - 1));
        return keys.all();
    }
}
