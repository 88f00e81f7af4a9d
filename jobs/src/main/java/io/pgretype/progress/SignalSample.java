package io.pgretype.progress;

import org.jspecify.annotations.Nullable;

/**
 * What was known of a throttle signal at one time.
 *
 * @param signal its limit's key: {@code max-lag}
 * @param value in its limit's unit: milliseconds, bytes, per cent, a number; null if it was not known
 * @param limit in the same unit; null if there was none
 * @param state {@code off}, {@code fine}, {@code holds}, {@code slows}, {@code unknown} or {@code unknown-holds}
 * @param detail whose value that is, or why there is none; may be empty
 */
public record SignalSample(
        String signal, @Nullable Long value, @Nullable Long limit, String state, String detail) {}
