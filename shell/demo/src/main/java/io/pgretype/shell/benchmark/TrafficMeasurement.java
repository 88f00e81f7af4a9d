package io.pgretype.shell.benchmark;

import java.time.Duration;

/**
 * What the traffic noticed of a method.
 *
 * @param statementsPerSecond that were due: half of what the machine can do
 * @param took how long the method took beside it
 * @param alone what the traffic noticed before and after
 * @param beside what it noticed while the method ran
 */
record TrafficMeasurement(
        Method method, double statementsPerSecond, Duration took, TrafficFigures alone, TrafficFigures beside) {

    private static final Duration LATE = Duration.ofMillis(20);

    /** Whether the machine could not keep the pace even without the method. */
    boolean wasLateAlone() {
        return alone.sinceDue().p50().compareTo(LATE) > 0;
    }
}
