package io.pgretype.shell.benchmark;

import io.pgretype.shell.traffic.LatencySummary;
import java.time.Duration;
import java.util.List;

/**
 * What the traffic noticed in one period.
 *
 * @param sinceDue how long statements took from when they were due: whoever waits for a session that is stalled waits too
 * @param longestStatement from when it was sent
 * @param firstErrors the first few messages
 */
record TrafficFigures(LatencySummary sinceDue, Duration longestStatement, long errors, List<String> firstErrors) {}
