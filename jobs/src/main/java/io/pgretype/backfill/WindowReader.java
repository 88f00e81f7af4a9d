package io.pgretype.backfill;

import io.pgretype.keyset.RowBatch;
import io.pgretype.throttle.ChunkSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Gives the rows of one partition, as many at a time as a chunk should have. The checkpoint is where the window begins and
 * how far it is read: after a restart the rows between that are left are read again, and the next window begins after
 * them.
 */
final class WindowReader implements ItemStreamReader<RowBatch> {

    private static final String WINDOW = "window";
    private static final String END = "end";

    private final Walk walk;
    private final ChunkSize chunkSize;

    private List<String> position = Walk.BEGINNING;
    private @Nullable List<String> begunUpTo;
    private @Nullable Window window;

    WindowReader(Walk walk, ChunkSize chunkSize) {
        this.walk = walk;
        this.chunkSize = chunkSize;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open(ExecutionContext context) {
        List<String> resumed = (List<String>) context.get(WINDOW);
        position = resumed == null ? Walk.BEGINNING : List.copyOf(resumed);
        begunUpTo = (List<String>) context.get(END);
    }

    @Override
    public @Nullable RowBatch read() {
        Window current = window;
        while (current == null || current.isEmpty()) {
            if (current != null) {
                position = current.end();
                begunUpTo = null;
            }
            current = walk.window(position, begunUpTo);
            window = current;
            if (current == null) {
                return null;
            }
        }
        return current.next(Math.min(chunkSize.rows(), current.largestChunk()));
    }

    /** Called in the chunk's transaction, after its rows were written. */
    @Override
    public void update(ExecutionContext context) {
        Window current = window;
        if (current == null) {
            return;
        }
        if (current.isEmpty()) {
            context.put(WINDOW, new ArrayList<>(current.end()));
            context.remove(END);
        } else {
            context.put(WINDOW, new ArrayList<>(current.tail()));
            context.put(END, new ArrayList<>(current.end()));
        }
    }

    /** How many rows of the last batch were the first of their page, which has no room yet. */
    int firstVisits() {
        return window == null ? 0 : window.firstVisits();
    }
}
