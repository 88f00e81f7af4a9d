package io.pgretype.twin;

/** For which rows a column must still become NOT NULL. */
public enum NotNullNeed {
    NONE,
    /** Those written from now on: NOT VALID, as PostgreSQL 18 has it. */
    NEW_ROWS,
    ALL_ROWS
}
