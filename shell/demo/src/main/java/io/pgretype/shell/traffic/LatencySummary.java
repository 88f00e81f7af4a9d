package io.pgretype.shell.traffic;

import java.time.Duration;

/**
 * How long statements took, as their session felt it.
 *
 * @param count how many there were
 * @param p50 half of them took no longer than this, within 3 %
 * @param p99 99 of 100 took no longer than this, within 3 %
 * @param max the longest, exactly
 */
public record LatencySummary(long count, Duration p50, Duration p99, Duration max) {}
