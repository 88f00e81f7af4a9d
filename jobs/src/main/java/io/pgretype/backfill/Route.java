package io.pgretype.backfill;

import io.pgretype.keyset.BlockRange;
import io.pgretype.keyset.KeyRange;
import java.util.List;

/**
 * How a run walks its table; the same for every restart.
 *
 * @param keys the partitions of a walk by key; empty by block
 * @param blocks the partitions of a walk by block; empty by key
 * @param file the table's relfilenode, which another one follows when somebody rewrites the table
 */
record Route(WalkOrder order, List<KeyRange> keys, List<BlockRange> blocks, long file) {

    Route {
        keys = List.copyOf(keys);
        blocks = List.copyOf(blocks);
    }

    int partitions() {
        return order.byBlock() ? blocks.size() : keys.size();
    }

    /** Blocks are of one file: in another one, other rows lie there. */
    String generation() {
        return order.byBlock() ? "file%d-".formatted(file) : "";
    }
}
