package io.pgretype.catalog;

/** Which of the two columns the application writes. */
public enum Direction {
    /** Before cutover: the old column, {@code file_size}, is written; the new one is {@code file_size_new}. */
    FORWARD,
    /** After cutover: the new column, {@code file_size}, is written; the old one is {@code file_size_old}. */
    REVERSE
}
