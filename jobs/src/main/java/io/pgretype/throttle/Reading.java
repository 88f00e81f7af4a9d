package io.pgretype.throttle;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.ledger.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A signal's newest value against its limit.
 *
 * @param signal its name, which is its limit's: {@code max-lag}
 * @param value in the limit's base unit (milliseconds, bytes, per cent, a number); empty if unknown
 * @param observed the value as people read it
 * @param threshold in the same unit; empty if there is no limit
 * @param limit the threshold as people read it
 * @param detail whose value that is, or why there is none
 * @param age how old the value is; of one that was never read, how long that is so
 */
public record Reading(
        String signal,
        OptionalLong value,
        String observed,
        OptionalLong threshold,
        String limit,
        String detail,
        Duration age,
        State state) {

    /** How a value compares with its limit. */
    public enum State {
        /** Nobody wants a limit. */
        OFF,
        FINE,
        /** Above its limit, and the work waits for it. */
        HOLDS,
        /** Above its limit, and the work is slowed down. */
        SLOWS,
        /** Not readable or too old, and only the default limit speaks of it. */
        UNKNOWN,
        /** Not readable or too old, but somebody has set its limit: the work waits. */
        UNKNOWN_HOLDS
    }

    /** An older value says nothing. */
    static final Duration OLDEST = Duration.ofSeconds(10);

    static Reading of(Signal signal, Limits limits, Measure measure, Duration age) {
        Limit limit = signal.limit();
        // Above it the signal holds; empty: it is switched off.
        OptionalLong threshold = limits.get(limit);
        OptionalLong value = age.compareTo(OLDEST) > 0 ? OptionalLong.empty() : measure.value();
        return new Reading(
                signal.name(),
                value,
                value.isPresent() ? limit.text(value) : "unknown",
                threshold,
                limit.text(threshold),
                measure.value().isPresent() && value.isEmpty() ? "not read for too long" : measure.detail(),
                age,
                state(signal, limits, value, threshold));
    }

    private static State state(Signal signal, Limits limits, OptionalLong value, OptionalLong threshold) {
        if (threshold.isEmpty()) {
            return State.OFF;
        }
        if (value.isEmpty()) {
            // Where somebody relies on it, it holds while it cannot be read.
            return limits.isRequired(signal.limit()) ? State.UNKNOWN_HOLDS : State.UNKNOWN;
        }
        if (value.getAsLong() <= threshold.getAsLong()) {
            return State.FINE;
        }
        return signal.stopsTheWork() ? State.HOLDS : State.SLOWS;
    }

    /** Whether the work waits for it. */
    public boolean holds() {
        return state == State.HOLDS || state == State.UNKNOWN_HOLDS;
    }

    Hold hold(Instant since) {
        return state == State.UNKNOWN_HOLDS
                ? new Hold(signal, observed, "against", limit, since)
                : new Hold(signal, observed, ">", limit, since);
    }
}
