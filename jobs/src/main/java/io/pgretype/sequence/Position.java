package io.pgretype.sequence;

/**
 * Where a sequence is.
 *
 * @param called whether that number has been given out; else it is the next
 */
public record Position(long value, boolean called) {}
