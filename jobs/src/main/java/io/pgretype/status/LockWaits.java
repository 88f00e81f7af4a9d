package io.pgretype.status;

import java.util.List;

/**
 * Who waits for locks on the tables of a change just now.
 *
 * @param longest those that wait longest, at most three
 * @param sessions how many wait
 */
public record LockWaits(List<LockWait> longest, long sessions) {

    public static final LockWaits NONE = new LockWaits(List.of(), 0);

    public LockWaits {
        longest = List.copyOf(longest);
    }
}
