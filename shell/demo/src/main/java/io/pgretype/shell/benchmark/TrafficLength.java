package io.pgretype.shell.benchmark;

import java.time.Duration;

/**
 * How long the traffic beside a method is observed.
 *
 * @param warmUp before anything counts
 * @param capacity with every session as fast as it can, to find the pace
 * @param alone at that pace, with nobody beside it: a half of it before the method, the other one after
 * @param settle between a preparation and the method, and after the method
 */
public record TrafficLength(Duration warmUp, Duration capacity, Duration alone, Duration settle) {

    public static final TrafficLength FULL = new TrafficLength(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(3));

    public static final TrafficLength QUICK = new TrafficLength(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1));
}
