package io.pgretype.status;

import io.pgretype.ledger.Hold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger can show for a change, each list oldest first.
 *
 * @param definition the change file's text at expand
 * @param database its name
 * @param server the version of PostgreSQL: {@code 16.4}
 */
public record Evidence(
        String definition,
        String database,
        String server,
        List<Run> runs,
        List<Held> holds,
        List<Lock> locks,
        List<Verification> verifications) {

    public Evidence {
        runs = List.copyOf(runs);
        holds = List.copyOf(holds);
        locks = List.copyOf(locks);
        verifications = List.copyOf(verifications);
    }

    /**
     * A run of a command, from its start to its end, however often it was interrupted.
     *
     * @param ended null while it is open
     * @param outcome {@code done}, {@code failed}; null while it is open and nothing has stopped it yet
     * @param who {@code shop_owner (alice@build-7)}; empty where an older release did not note it
     * @param release the pgretype that took it up last; empty where an older one did
     */
    public record Run(
            long number,
            String command,
            Instant started,
            @Nullable Instant ended,
            @Nullable String outcome,
            String who,
            String release) {}

    /**
     * A time for which a run waited.
     *
     * @param until null while it waits
     */
    public record Held(long run, Hold hold, @Nullable Instant until) {

        /** @param now where it ends as long as it waits */
        public Instant end(Instant now) {
            return until == null ? now : until;
        }
    }

    /**
     * A lock that others could have queued behind.
     *
     * @param purpose {@code cutover}
     * @param holdMs null where it was not granted, or its process died just then
     * @param blockers whom it waited for; empty if for nobody
     */
    public record Lock(
            Instant at,
            String purpose,
            boolean granted,
            int attempts,
            long waitMs,
            @Nullable Long holdMs,
            String blockers) {}

    /** A comparison of every row. */
    public record Verification(
            Instant started, Instant ended, String direction, long rows, long mismatches, long repaired) {}
}
