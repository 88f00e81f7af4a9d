package io.pgretype.progress;

import java.time.Duration;
import java.util.List;

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
    };

    /** How long the run has been held so far in this process, a hold that lasts included. */
    Duration held();

    /** What is known of each signal just now. */
    List<SignalSample> signals();

    /** How many workers operators allow just now. */
    int workers();
}
