package io.pgretype.throttle;

import java.util.OptionalLong;

/**
 * What a signal saw.
 *
 * @param value in the limit's unit; empty if it cannot be read
 * @param detail whose value that is, or why there is none; may be empty
 */
record Measure(OptionalLong value, String detail) {

    static Measure of(long value, String detail) {
        return new Measure(OptionalLong.of(value), detail);
    }

    static Measure unknown(String why) {
        return new Measure(OptionalLong.empty(), why);
    }
}
