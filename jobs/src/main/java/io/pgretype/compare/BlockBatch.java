package io.pgretype.compare;

import io.pgretype.keyset.BlockRange;

/** The blocks of one chunk; how many rows they have is known only when they were compared. */
final class BlockBatch {

    private final BlockRange blocks;
    private final BlockRange later;
    private final long expected;
    private int rows;

    /**
     * @param later the blocks of its partition that come after them
     * @param expected how many rows they would have if they were full: in those a chunk is measured
     */
    BlockBatch(BlockRange blocks, BlockRange later, long expected) {
        this.blocks = blocks;
        this.later = later;
        this.expected = expected;
    }

    BlockRange blocks() {
        return blocks;
    }

    BlockRange later() {
        return later;
    }

    long expected() {
        return expected;
    }

    void compared(int count) {
        rows = count;
    }

    int rows() {
        return rows;
    }
}
