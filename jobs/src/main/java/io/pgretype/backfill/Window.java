package io.pgretype.backfill;

import io.pgretype.keyset.RowBatch;
import io.pgretype.throttle.ChunkSize;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a partition that is being filled. It slides over the partition: as its first stripe takes a row of the next
 * page, the second takes another row of a page some distance behind, and so on to the last stripe, with whose row a page
 * leaves the window. Each page so loses one row at a time; when the next stripe comes by, that row's old version is pruned
 * and the new one finds room in the page: no index has to be touched.
 *
 * <p>All stripes are at work at any time, each on pages of its own. So the rows that have to leave their page, those of
 * the first stripe and those of pages that run full, come evenly, and not a whole stripe of them at once.
 */
final class Window {

    /** A statement for a few keys costs as much as one for these. */
    private static final int READ_AT_ONCE = 10_000;

    private final WindowRows rows;
    private final List<String> start;
    private final Layout layout;

    private boolean complete;
    /** Rows before the window's tail, which are not held any longer. */
    private int forgotten;
    /** The page whose row the first stripe takes next; the others are at pages behind it. */
    private int head;

    private int stripe;
    private int firstVisits;

    /**
     * @param rows in the order in which they are stored, or nearly
     * @param start the position before them
     */
    Window(WindowRows rows, List<String> start, Layout layout) {
        this.rows = rows;
        this.start = start;
        this.layout = layout;
        readUpTo(1);
        moveOn();
    }

    /** The next rows, that many or, at the end, fewer; null after the last. */
    @Nullable
    RowBatch next(int wanted) {
        if (isEmpty()) {
            return null;
        }
        forgetGiven();
        int[] taken = new int[wanted];
        int count = 0;
        firstVisits = 0;
        while (count < wanted && !isEmpty()) {
            taken[count++] = row() - forgotten;
            firstVisits += stripe == 0 ? 1 : 0;
            stripe++;
            moveOn();
        }
        // As they are stored: neighbours are sought together.
        Arrays.sort(taken, 0, count);
        return rows.list().batch(Arrays.copyOf(taken, count));
    }

    /** To the next stripe that has a row. */
    private void moveOn() {
        while (!isEmpty()) {
            if (stripe == 0) {
                readUpTo((head + 1) * layout.stripes());
            }
            if (stripe == layout.stripes() || page() < 0) {
                head++;
                stripe = 0;
            } else if (row() < read()) {
                return;
            } else {
                stripe++;
            }
        }
    }

    /** The page of which the stripe takes a row. */
    private int page() {
        return head - stripe * layout.distance();
    }

    private int row() {
        return page() * layout.stripes() + stripe;
    }

    private void readUpTo(int count) {
        int wanted = Math.min(count, layout.mostRows());
        while (!complete && read() < wanted) {
            complete = !rows.readOn(Math.min(Math.max(READ_AT_ONCE, wanted - read()), layout.mostRows() - read()));
        }
        complete |= read() >= layout.mostRows();
    }

    /** How many rows are known, with those that are forgotten. */
    private int read() {
        return forgotten + rows.list().size();
    }

    boolean isEmpty() {
        return complete && head - (layout.stripes() - 1) * layout.distance() >= pages();
    }

    private int pages() {
        return (read() + layout.stripes() - 1) / layout.stripes();
    }

    /**
     * A larger chunk would come back to a page before its old row versions can be pruned; one of less than the smallest
     * costs more than that.
     */
    int largestChunk() {
        if (!isStriped()) {
            return Integer.MAX_VALUE;
        }
        int pages = layout.distance() / Layout.CHUNKS_BETWEEN;
        int begun = Math.min(layout.stripes(), head / layout.distance() + 1);
        int soonEnded = complete ? Math.max(0, head + pages - pages() + layout.distance()) / layout.distance() : 0;
        return Math.max(ChunkSize.SMALLEST, (begun - soonEnded) * pages);
    }

    /** How many of the last chunk's rows were the first of their page, which has no room yet. */
    int firstVisits() {
        return firstVisits;
    }

    boolean isStriped() {
        return layout.stripes() > 1;
    }

    /** The position before the first row that is not given yet; not for a window that is empty. */
    List<String> tail() {
        int tail = tailRow();
        return tail == 0 ? start : rows.before(tail - forgotten);
    }

    /** Of the page that the last stripe takes a row of next; all before it are given. */
    private int tailRow() {
        return Math.max(0, head - (layout.stripes() - 1) * layout.distance()) * layout.stripes();
    }

    /** All rows before the tail but the last one, which says where it is. */
    private void forgetGiven() {
        int given = tailRow() - 1 - forgotten;
        // When they are more than the others: to move those must not take longer than it took to read them.
        if (given > rows.list().size() / 2) {
            rows.list().forget(given);
            forgotten += given;
        }
    }

    /** The position after the rows that were read, which at the end is after the window. */
    List<String> end() {
        return rows.end();
    }
}
