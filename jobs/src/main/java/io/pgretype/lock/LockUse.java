package io.pgretype.lock;

import java.time.Duration;
import java.util.List;

/**
 * How a lock was got.
 *
 * @param attempts how many transactions it took, 1 if the first succeeded
 * @param waited from the first attempt until the lock was granted, pauses included
 * @param blockers the sessions that were seen to hold it, in the words shown to people
 */
public record LockUse(int attempts, Duration waited, List<String> blockers) {

    public LockUse {
        blockers = List.copyOf(blockers);
    }
}
