package io.pgretype.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session that waits for a lock, or is in the way of one that does. What the server does not tell this role is null.
 *
 * @param pid 0 for a prepared transaction, which has no session
 * @param state as in pg_stat_activity: {@code active}, {@code idle in transaction}
 * @param inTransaction for how long
 * @param statement that it runs or ran last: its beginning, without passwords
 */
public record LockSession(
        int pid,
        @Nullable String user,
        @Nullable String application,
        @Nullable String state,
        @Nullable Duration inTransaction,
        @Nullable String statement) {

    private static final String OURS = "pgretype";

    /** Whether it is a session of pgretype, of this process or another. */
    public boolean isOurs() {
        return OURS.equals(application);
    }
}
