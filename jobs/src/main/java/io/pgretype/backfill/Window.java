package io.pgretype.backfill;

import io.pgretype.keyset.RowBatch;
import io.pgretype.throttle.ChunkSize;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A contiguous part of a partition whose rows are filled in stripes: every S-th row first, then their neighbours, and so
 * on. Each page so loses only a row or two in a chunk; when the next stripe comes by, their old versions are pruned, and
 * the next rows find room in the page: no index has to be touched.
 *
 * <p>The rows are read while the first stripe passes over them.
 */
final class Window {

    private final WindowRows rows;
    private final int most;
    private final int stripes;

    private boolean complete;
    private int stripe;
    private int done;
    private int[] rest = new int[0];
    private boolean striped = true;

    /** @param rows in the order in which they are stored, or nearly */
    Window(WindowRows rows, Layout layout) {
        this.rows = rows;
        this.most = layout.windowRows();
        int ofSmallChunks = Layout.CHUNKS_PER_STRIPE * ChunkSize.SMALLEST;
        readUpTo(Math.multiplyExact(ofSmallChunks, layout.stripes()));
        // More stripes would have chunks of a few rows only, which cost more than the indexes.
        this.stripes = Math.max(1, Math.min(layout.stripes(), read() / ofSmallChunks));
    }

    /** The next rows of the stripe, about that many; null behind the last. */
    @Nullable
    RowBatch next(int wanted) {
        // And one behind them, to know whether the stripe ends with them; all are known behind the first stripe.
        readUpTo((done + wanted) * stripes + 1);
        int left = left();
        if (left == 0) {
            return null;
        }
        int count = complete ? evenPart(left, wanted) : Math.min(left, wanted);
        RowBatch batch = striped
                ? rows.list().batch(stripe + done * stripes, stripes, count)
                : rows.list()
                        .batch(IntStream.range(done, done + count)
                                .map(i -> rest[i])
                                .toArray());
        done += count;
        if (striped && count == left && stripe + 1 < stripes) {
            stripe++;
            done = 0;
        }
        return batch;
    }

    /** Even parts, rather than whole ones and a small rest. */
    private static int evenPart(int left, int wanted) {
        int parts = (left + wanted - 1) / wanted;
        return (left + parts - 1) / parts;
    }

    private void readUpTo(int count) {
        int wanted = Math.min(count, most);
        while (!complete && read() < wanted) {
            complete = !rows.readOn(wanted - read());
        }
        complete |= read() >= most;
    }

    /** How many rows are known. */
    private int read() {
        return rows.list().size();
    }

    /** How many rows are left in the stripe, as far as they are known; 0 behind the last. */
    private int left() {
        return striped ? (read() - stripe + stripes - 1) / stripes - done : rest.length - done;
    }

    boolean isEmpty() {
        return left() == 0;
    }

    /**
     * From now on the rows come in their order, and none that is not read yet: where updates do not stay in their pages,
     * stripes only cost.
     */
    void giveUpStripes() {
        if (isStriped()) {
            int first = stripe + done * stripes;
            rest = IntStream.range(0, read())
                    .filter(row -> row % stripes > stripe || (row % stripes == stripe && row >= first))
                    .toArray();
            complete = true;
            striped = false;
            done = 0;
        }
    }

    /** A larger chunk would come back to a page before its old row versions can be pruned. */
    int largestChunk() {
        return Math.max(1, (complete ? read() : most) / stripes / Layout.CHUNKS_PER_STRIPE);
    }

    /** Whether an earlier stripe has made room in the pages of the next rows. */
    boolean hasRoom() {
        return striped && stripe > 0;
    }

    /** The number of the stripe, from 0. */
    int stripe() {
        return stripe;
    }

    boolean isStriped() {
        return striped && stripes > 1;
    }

    /** The position behind the rows that were read, which is behind the window at its end. */
    List<String> end() {
        return rows.end();
    }
}
