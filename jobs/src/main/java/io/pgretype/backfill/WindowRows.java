package io.pgretype.backfill;

import io.pgretype.keyset.RowList;
import java.util.List;

/** The rows of a window, read as far as they are needed: all at once would keep a processor busy for seconds. */
interface WindowRows {

    /** Those that were read so far, without those that are forgotten. */
    RowList list();

    /** Reads some more, about that many; false if there are none after them. */
    boolean readOn(int wanted);

    /** The position before a row of the list, but not before the first one. */
    List<String> before(int row);

    /** The position after those that were read. */
    List<String> end();

    /** Rows that are all read, by their keys. */
    record Known(RowList list, List<String> end) implements WindowRows {

        @Override
        public boolean readOn(int wanted) {
            return false;
        }

        @Override
        public List<String> before(int row) {
            return list.get(row - 1);
        }
    }
}
