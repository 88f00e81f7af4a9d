package io.pgretype.backfill;

/**
 * A contiguous part of a table's file.
 *
 * @param first its first block
 * @param behind the block behind its last
 */
record BlockRange(long first, long behind) {}
