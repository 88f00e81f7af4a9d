package io.pgretype.progress;

import io.pgretype.ledger.Hold;
import java.time.Duration;
import java.util.List;
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
        public List<SignalSample> signals() {
            return List.of();
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public Optional<Hold> hold() {
            return Optional.empty();
        }
    };

    /** How long the run has been held so far in this process, a hold that lasts included. */
    Duration held();

    /** What holds the run just now. */
    Optional<Hold> hold();

    /** What is known of each signal just now. */
    List<SignalSample> signals();

    /** How many workers operators allow just now. */
    int workers();
}
