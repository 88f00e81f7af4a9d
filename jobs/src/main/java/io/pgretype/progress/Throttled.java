package io.pgretype.progress;

import io.pgretype.ledger.Hold;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the throttle of a run knows. Asked every second from the pulse's thread, so it must not wait. */
public interface Throttled {

    /** A run that nothing holds back. */
    Throttled NEVER = new Throttled() {
        @Override
        public Duration held() {
            return Duration.ZERO;
        }

        @Override
        public Optional<Hold> hold() {
            return Optional.empty();
        }

        @Override
        public Map<String, Double> signals() {
            return Map.of();
        }
    };

    /** How long the run has been held so far in this process, a hold that lasts included. */
    Duration held();

    /** What holds the run just now. */
    Optional<Hold> hold();

    /** The newest value of each signal that has one, in its limit's unit: milliseconds, bytes, per cent, a number. */
    Map<String, Double> signals();
}
