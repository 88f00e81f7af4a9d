package io.pgretype.backfill;

import io.pgretype.keyset.RowList;
import java.util.List;

/** The rows of a window, read as far as they are needed: all at once would keep a processor busy for seconds. */
interface WindowRows {

    /** Those that were read so far. */
    RowList list();

    /** Reads some more, about that many; false if there are none behind them. */
    boolean readOn(int wanted);

    /** The position behind those that were read. */
    List<String> end();

    /** Rows that are all read. */
    record Known(RowList list, List<String> end) implements WindowRows {

        @Override
        public boolean readOn(int wanted) {
            return false;
        }
    }
}
