package io.pgretype.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whom the attempts for one lock met. Written by the watch's thread, read by the attempts'. */
final class Sightings {

    private final Map<Integer, Blocker> seen = new TreeMap<>();
    private final Set<String> metNow = new HashSet<>();
    private final Set<String> madeAnAttemptFail = new HashSet<>();
    private final List<String> cancelled = new ArrayList<>();
    private final Set<String> refused = new LinkedHashSet<>();

    /** The same session is seen at every attempt; its last state is what counts. */
    synchronized void meet(List<Blocker> blockers) {
        for (Blocker blocker : blockers) {
            seen.put(blocker.pid(), blocker);
            metNow.add(blocker.session());
        }
    }

    synchronized void attemptFailed() {
        madeAnAttemptFail.addAll(metNow);
        metNow.clear();
    }

    /**
     * Those of them that may be cancelled now: each has made an attempt fail, and nobody else is in the way. A
     * cancellation that does not get us the lock would only hurt.
     */
    synchronized List<Blocker> cancellable(List<Blocker> blockers) {
        boolean all = blockers.stream()
                .allMatch(blocker ->
                        blocker.spared() == null && !blocker.waits() && madeAnAttemptFail.contains(blocker.session()));
        return all ? blockers : List.of();
    }

    synchronized void tried(Blocker blocker, Cancellation cancellation) {
        if (cancellation instanceof Cancellation.Done done) {
            cancelled.add(done.text());
        } else if (cancellation instanceof Cancellation.Refused no) {
            refused.add(no.reason());
        }
        // Before it is asked again it must make another attempt fail.
        madeAnAttemptFail.remove(blocker.session());
    }

    synchronized LockUse use(int attempts, Duration waited) {
        return new LockUse(
                attempts, waited, seen.values().stream().map(Blocker::text).toList(), cancelled);
    }

    /** What a person can do about those who were seen, in sentences without full stops. */
    synchronized Collection<String> waysOut(boolean cancellationAsked) {
        Set<String> waysOut = new LinkedHashSet<>(refused);
        for (Blocker blocker : seen.values()) {
            if (blocker.spared() != null) {
                waysOut.add(blocker.spared());
            } else if (!cancellationAsked) {
                waysOut.add("to cancel the statement of pid %d: select pg_cancel_backend(%d), or --cancel-blockers"
                        .formatted(blocker.pid(), blocker.pid()));
            }
        }
        return waysOut;
    }
}
