package io.pgretype.backfill;

import io.pgretype.keyset.RowBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Gives the rows of one partition, window by window, stripe by stripe, as many at a time as a chunk should have. The
 * checkpoint is where the window begins, how far it is read and how many stripes of it are begun: after a restart the rows
 * of that part that are left are read again, and the next window begins behind it.
 */
final class WindowReader implements ItemStreamReader<RowBatch> {

    private static final String WINDOW = "window";
    private static final String END = "end";
    private static final String STRIPE = "stripe";

    private final Walk walk;
    private final ChunkSizes chunkSizes;
    private final HotUpdates hotUpdates;

    private List<String> position = Walk.BEGINNING;
    private @Nullable List<String> begunUpTo;
    private @Nullable Window window;
    private boolean pagesHadRoom;

    WindowReader(Walk walk, ChunkSizes chunkSizes, HotUpdates hotUpdates) {
        this.walk = walk;
        this.chunkSizes = chunkSizes;
        this.hotUpdates = hotUpdates;
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
        if (!hotUpdates.worthStriping()) {
            current.giveUpStripes();
        }
        pagesHadRoom = current.hasRoom();
        int fitting = chunkSizes.where(pagesHadRoom).rows();
        return current.next(current.isStriped() ? Math.min(fitting, current.largestChunk()) : fitting);
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
            context.remove(STRIPE);
        } else {
            context.put(WINDOW, new ArrayList<>(position));
            context.put(END, new ArrayList<>(current.end()));
            context.putInt(STRIPE, current.stripe());
        }
    }

    /** Whether an earlier stripe had made room in the pages of the last batch's rows. */
    boolean pagesHadRoom() {
        return pagesHadRoom;
    }
}
