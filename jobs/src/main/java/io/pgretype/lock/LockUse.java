package io.pgretype.lock;

import java.time.Duration;
import java.util.List;

/**
 * How a lock was got, or why it was not.
 *
 * @param attempts how many transactions it took, 1 if the first succeeded
 * @param waited from the first attempt until the lock was granted, or given up; pauses included
 * @param blockers the sessions that were seen to hold it, in the words shown to people
 * @param cancelled whose statements were cancelled, in the same words
 */
public record LockUse(int attempts, Duration waited, List<String> blockers, List<String> cancelled) {

    public LockUse {
        blockers = List.copyOf(blockers);
        cancelled = List.copyOf(cancelled);
    }
}
