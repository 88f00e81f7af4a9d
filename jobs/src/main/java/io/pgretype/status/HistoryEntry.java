package io.pgretype.status;

import java.time.Instant;

/** One thing that happened to a change. */
public record HistoryEntry(Instant at, String what, String who, String detail) {}
