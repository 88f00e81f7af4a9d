package io.pgretype.shell.traffic;

import java.time.Duration;
import java.time.Instant;

/** The longest that a statement took in a period, and when it ended. */
public record Stall(Kind kind, Duration length, Instant ended) {}
