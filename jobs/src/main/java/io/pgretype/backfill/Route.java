package io.pgretype.backfill;

import io.pgretype.keyset.BlockRange;
import io.pgretype.keyset.KeyRange;
import java.util.List;

/**
 * How a run walks its table; the same for every restart.
 *
 * @param keys the partitions of a walk by key; empty by block
 * @param blocks the partitions of a walk by block; empty by key
 * @param generation of the partitions: with another one they are others
 */
record Route(WalkOrder order, List<KeyRange> keys, List<BlockRange> blocks, String generation) {

    Route {
        keys = List.copyOf(keys);
        blocks = List.copyOf(blocks);
    }

    int partitions() {
        return order.byBlock() ? blocks.size() : keys.size();
    }
}
