package io.pgretype.lint.migration;

/** In what transactions a tool runs the statements of a migration. */
public enum Transactions {
    /** All in one. */
    ONE,
    /** Each in its own, as psql does. */
    EACH_STATEMENT,
    /** All sent at once, as one string: they share a transaction, and CONCURRENTLY cannot be among them. */
    ONE_STRING
}
