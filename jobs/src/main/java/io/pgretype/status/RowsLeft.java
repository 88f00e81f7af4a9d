package io.pgretype.status;

/** @param rows how many rows still differ from what they should be */
public record RowsLeft(long rows) {}
