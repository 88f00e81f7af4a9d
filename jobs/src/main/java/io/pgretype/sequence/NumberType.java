package io.pgretype.sequence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types that a sequence, and an identity column, can have. */
public enum NumberType {
    SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE),
    INTEGER(Integer.MIN_VALUE, Integer.MAX_VALUE),
    BIGINT(Long.MIN_VALUE, Long.MAX_VALUE);

    private final long min;
    private final long max;

    NumberType(long min, long max) {
        this.min = min;
        this.max = max;
    }

    /** @param type as {@code format_type} prints it; empty where it is none of these */
    public static Optional<NumberType> of(String type) {
        return Arrays.stream(values()).filter(one -> one.sql().equals(type)).findFirst();
    }

    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    public long min() {
        return min;
    }

    public long max() {
        return max;
    }

    public boolean isNarrowerThan(NumberType other) {
        return compareTo(other) < 0;
    }
}
