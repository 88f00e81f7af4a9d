package io.pgretype.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a change.
 *
 * @param what in words: {@code backfill started}
 * @param role the database role; null where nobody noted it
 * @param osUser of the process that did it; null in what an older release noted
 * @param host where that ran
 * @param detail one line; may be empty
 */
public record HistoryEntry(
        Instant at,
        String what,
        @Nullable String role,
        @Nullable String osUser,
        @Nullable String host,
        String detail) {

    /** Whether something was asked for that was not done. */
    public boolean wasRefused() {
        return what.endsWith(" refused") || what.endsWith("lock not granted");
    }

    /** For people: {@code shop_owner (alice@build-7)}. */
    public String who() {
        return osUser == null || host == null ? role == null ? "" : role : "%s (%s@%s)".formatted(role, osUser, host);
    }
}
