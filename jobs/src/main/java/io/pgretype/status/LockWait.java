package io.pgretype.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session that waits for a lock on a table of a change.
 *
 * @param waits for how long; null in its first moment
 * @param wanted what it waits for: {@code ACCESS EXCLUSIVE on public.file}, {@code a row of public.file}
 * @param blocker whom it waits for; of several the one in the longest transaction; null if it waits no longer
 * @param otherBlockers how many others are in its way
 */
public record LockWait(
        LockSession waiter,
        @Nullable Duration waits,
        String wanted,
        @Nullable LockSession blocker,
        int otherBlockers) {}
