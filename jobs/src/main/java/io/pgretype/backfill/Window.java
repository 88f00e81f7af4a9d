package io.pgretype.backfill;

import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.RowList;
import io.pgretype.throttle.ChunkSize;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A contiguous part of a partition whose rows are filled in stripes: every S-th row first, then their neighbours, and so
 * on. Each page so loses only a row or two in a chunk; when the next stripe comes by, their old versions are pruned, and
 * the next rows find room in the page: no index has to be touched.
 */
final class Window {

    private final RowList rows;
    private final int stripes;
    private final List<String> end;

    private int stripe;
    private int done;
    private int[] rest = new int[0];
    private boolean striped = true;

    /**
     * @param rows in the order in which they are stored, or nearly
     * @param stripes how many, where there are rows enough; 1: none
     * @param end the position behind the window
     */
    Window(RowList rows, int stripes, List<String> end) {
        this.rows = rows;
        // More stripes would have chunks of a few rows only, which cost more than the indexes.
        int most = rows.size() / (Layout.CHUNKS_PER_STRIPE * ChunkSize.SMALLEST);
        this.stripes = Math.max(1, Math.min(stripes, most));
        this.end = List.copyOf(end);
    }

    /** The next rows of the stripe, about that many; null behind the last. */
    @Nullable
    RowBatch next(int wanted) {
        int left = left();
        if (left == 0) {
            return null;
        }
        // Even parts, rather than whole ones and a small rest.
        int parts = (left + wanted - 1) / wanted;
        int count = (left + parts - 1) / parts;
        RowBatch batch = striped
                ? rows.batch(stripe + done * stripes, stripes, count)
                : rows.batch(
                        IntStream.range(done, done + count).map(i -> rest[i]).toArray());
        done += count;
        if (striped && count == left && stripe + 1 < stripes) {
            stripe++;
            done = 0;
        }
        return batch;
    }

    /** How many rows are left in the stripe; 0 behind the last. */
    private int left() {
        return striped ? (rows.size() - stripe + stripes - 1) / stripes - done : rest.length - done;
    }

    boolean isEmpty() {
        return left() == 0;
    }

    /** From now on the rows come in their order: where updates do not stay in their pages, stripes only cost. */
    void giveUpStripes() {
        if (striped) {
            int first = stripe + done * stripes;
            rest = IntStream.range(0, rows.size())
                    .filter(row -> row % stripes > stripe || (row % stripes == stripe && row >= first))
                    .toArray();
            striped = false;
            done = 0;
        }
    }

    /** A larger chunk would come back to a page before its old row versions can be pruned. */
    int largestChunk() {
        return Math.max(1, rows.size() / stripes / Layout.CHUNKS_PER_STRIPE);
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

    List<String> end() {
        return end;
    }
}
