package io.pgretype.throttle;

import java.time.Duration;

/**
 * Who is in a chunk just now, and when the next may begin. All times are nanoseconds of one clock; whoever calls has the
 * throttle's lock.
 */
final class Turnstile {

    private int inside;
    private long emptySince;
    private long pauseUntil;
    private long restFor;
    private boolean held;
    private long heldSince;
    private long heldBefore;

    Turnstile(long now) {
        this.emptySince = now;
        this.pauseUntil = now;
    }

    /** Lets one in, or says for how long it must wait before it asks again. */
    Duration enter(long now, int places, Duration again) {
        if (held || inside >= places) {
            return again;
        }
        if (restFor > 0) {
            if (inside > 0) {
                return again;
            }
            long restUntil = emptySince + restFor;
            if (restUntil > now) {
                return Duration.ofNanos(restUntil - now);
            }
            restFor = 0;
        }
        if (pauseUntil > now) {
            return Duration.ofNanos(pauseUntil - now);
        }
        inside++;
        return Duration.ZERO;
    }

    void leave(long now, Duration pause) {
        inside--;
        pauseUntil = Math.max(pauseUntil, now + pause.toNanos());
        if (inside == 0) {
            emptySince = now;
            if (held) {
                heldSince = now;
            }
        }
    }

    /** Lets nobody in until all have left and that time has passed since. */
    void rest(Duration duration) {
        restFor = Math.max(restFor, duration.toNanos());
    }

    void hold(boolean holds, long now) {
        heldBefore = held(now).toNanos();
        heldSince = now;
        held = holds;
    }

    /** For how long a hold has kept everybody out, in all. */
    Duration held(long now) {
        return Duration.ofNanos(heldBefore + (held && inside == 0 ? now - heldSince : 0));
    }

    /** Whether nobody has been in a chunk since then. */
    boolean isEmptySince(long instant) {
        return inside == 0 && emptySince <= instant;
    }
}
