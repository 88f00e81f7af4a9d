package io.pgretype.backfill;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much the server can keep at hand, in bytes.
 *
 * @param walBetweenCheckpoints after about that much WAL a checkpoint begins, and the next change of each page puts all of
 *     it into the WAL again (PostgreSQL's documentation of full_page_writes)
 */
record ServerMemory(long sharedBuffers, long walBetweenCheckpoints, long blockBytes) {

    /** Of shared_buffers and of the WAL between checkpoints, what a table may have that is read and written in any order. */
    private static final int SHARE_OF_BUFFERS = 2;

    private static final int SHARE_OF_WAL = 8;

    /** Of that, what all workers' windows together may fill: measured with 128 MB and 1 GB, a tenth faster than all of it. */
    private static final int SHARE_OF_SMALL = 2;

    static ServerMemory of(JdbcTemplate jdbc) {
        ServerMemory memory = jdbc.queryForObject(
                """
                select pg_size_bytes(current_setting('shared_buffers')) as shared_buffers,
                       -- As the server calculates CheckPointSegments.
                       (pg_size_bytes(current_setting('max_wal_size'))
                           / (1 + current_setting('checkpoint_completion_target')::double precision))::bigint as wal,
                       current_setting('block_size')::bigint as block_bytes""",
                (row, number) -> new ServerMemory(
                        row.getLong("shared_buffers"), row.getLong("wal"), row.getLong("block_bytes")));
        if (memory == null) {
            throw new IllegalStateException("a select without from gives one row");
        }
        return memory;
    }

    /** A table of that size can be walked in any order. */
    long small() {
        return Math.min(sharedBuffers / SHARE_OF_BUFFERS, walBetweenCheckpoints / SHARE_OF_WAL);
    }

    /** How many pages a worker's window may have: they should stay in memory, and be in the WAL as a whole just once. */
    long windowPages(int workers) {
        return Math.max(1, small() / SHARE_OF_SMALL / blockBytes / workers);
    }
}
