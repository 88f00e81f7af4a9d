package io.pgretype.change;

import java.time.Duration;

/**
 * How a change is to be carried out, where its author may choose.
 *
 * @param soak how long a change must have been cut over before contract removes the way back
 * @param workers how many partitions are worked on at the same time
 * @param lockBudget how long a statement of ours may wait for a lock that others queue behind
 * @param lockDeadline how long to go on trying before giving up
 * @param verifiedWithin how old a verification may be when the columns are swapped
 */
public record Settings(
        Duration soak, int workers, Duration lockBudget, Duration lockDeadline, Duration verifiedWithin) {

    public static final Settings DEFAULTS =
            new Settings(Duration.ofHours(1), 2, Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofHours(24));
}
