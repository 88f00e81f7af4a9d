package io.pgretype.guard;

import org.jspecify.annotations.Nullable;

/**
 * The guard as it stands in the database.
 *
 * @param above it refuses to rewrite tables that are larger, in bytes
 * @param enabledBy the role that enabled it; null if its comment was edited
 * @param since when, as the server prints it
 * @param flaw why it does not do all that this release's guard does, null if it does
 */
public record GuardState(
        long above,
        @Nullable String enabledBy,
        @Nullable String since,
        @Nullable String flaw) {}
