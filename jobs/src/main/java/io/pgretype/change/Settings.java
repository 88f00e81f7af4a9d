package io.pgretype.change;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a change is to be carried out, where its author may choose.
 *
 * @param soak how long a change must have been cut over before contract removes the way back
 * @param filling how the backfill is to be done
 * @param locks how long to wait for locks that others queue behind
 * @param indexes what the server may use to build one
 * @param verifiedWithin how old a verification may be when the columns are swapped
 * @param limits what backfill and verify must keep to
 * @param references what becomes of columns that reference one that moves
 * @param reviewed what somebody has looked at
 * @param window the hours in which a scheduler's runs may work; empty: always
 */
public record Settings(
        Duration soak,
        Filling filling,
        Locking locks,
        IndexBuild indexes,
        Duration verifiedWithin,
        Limits limits,
        References references,
        Set<Review> reviewed,
        Optional<WorkingHours> window) {

    public static final Settings DEFAULTS = new Settings(
            Duration.ofHours(1),
            Filling.DEFAULTS,
            Locking.DEFAULTS,
            IndexBuild.DEFAULTS,
            Duration.ofHours(24),
            Limits.DEFAULTS,
            References.FOLLOW,
            Set.of(),
            Optional.empty());

    public Settings {
        reviewed = Set.copyOf(reviewed);
    }

    /** What becomes of columns that reference one that moves. */
    public enum References {
        /** They move along, in whatever table and schema. */
        FOLLOW,
        /** They stay as they are, where the types allow that. */
        LEAVE
    }

    /**
     * @param budget how long one attempt waits
     * @param deadline how long attempts go on
     */
    public record Locking(Duration budget, Duration deadline) {

        public static final Locking DEFAULTS = new Locking(Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    /**
     * What one index may take while it is built.
     *
     * @param memory in bytes; empty: a share of what the server has
     * @param workers processes beside the one that builds; empty: as many as the server allows
     */
    public record IndexBuild(OptionalLong memory, OptionalLong workers) {

        public static final IndexBuild DEFAULTS = new IndexBuild(OptionalLong.empty(), OptionalLong.empty());
    }

    public Duration lockBudget() {
        return locks.budget();
    }

    public Duration lockDeadline() {
        return locks.deadline();
    }

    public int workers() {
        return limits.workers();
    }
}
