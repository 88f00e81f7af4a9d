package io.pgretype.backfill;

import io.pgretype.keyset.Key;
import io.pgretype.keyset.KeyPages;
import io.pgretype.keyset.KeyRange;
import io.pgretype.keyset.RowList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Walks a range of keys in their order. */
final class KeyWalk implements Walk {

    private final KeyPages pages;
    private final KeyRange range;
    private final String isLeft;
    private final Supplier<Layout> layout;

    KeyWalk(KeyPages pages, KeyRange range, String isLeft, Supplier<Layout> layout) {
        this.pages = pages;
        this.range = range;
        this.isLeft = isLeft;
        this.layout = layout;
    }

    @Override
    public Address address() {
        return Address.KEY;
    }

    @Override
    public @Nullable Window window(List<String> from, @Nullable List<String> begunUpTo) {
        Layout now = layout.get();
        Key after = from.equals(BEGINNING) ? range.after() : new Key(from);
        if (begunUpTo != null) {
            // To its old end, whatever a window has now: after it no row is filled, and none before must count twice.
            RowList left = pages.read(after, new Key(begunUpTo), isLeft, Integer.MAX_VALUE);
            return new Window(new WindowRows.Known(left, begunUpTo), from, now);
        }
        Window window = new Window(new KeyRows(after), from, now);
        return window.isEmpty() ? null : window;
    }

    private final class KeyRows implements WindowRows {

        private final RowList list = pages.none();
        private @Nullable Key last;

        KeyRows(@Nullable Key after) {
            this.last = after;
        }

        @Override
        public RowList list() {
            return list;
        }

        /** All keys are in the index, but whether a row is filled is not. */
        @Override
        public boolean readOn(int wanted) {
            int keys = pages.read(last, range.upTo(), "true", wanted, list);
            if (keys > 0) {
                last = new Key(end());
            }
            return keys == wanted;
        }

        @Override
        public List<String> before(int row) {
            return list.get(row - 1);
        }

        @Override
        public List<String> end() {
            return list.get(list.size() - 1);
        }
    }
}
