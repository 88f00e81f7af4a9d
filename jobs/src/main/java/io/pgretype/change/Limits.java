package io.pgretype.change;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The limits of a change.
 *
 * @param set those that somebody has set, empty where somebody has lifted one; the others have their defaults. A signal
 *     whose limit was set and that cannot be read holds; one that has its default does not.
 */
public record Limits(Map<Limit, OptionalLong> set) {

    public static final Limits DEFAULTS = new Limits(Map.of());

    public Limits {
        set = Map.copyOf(set);
    }

    /** In the limit's unit; empty: no limit. */
    public OptionalLong get(Limit limit) {
        return set.getOrDefault(limit, limit.byDefault());
    }

    /** Whether somebody wants just this limit, and it is not only the default. */
    public boolean isRequired(Limit limit) {
        return set.containsKey(limit) && get(limit).isPresent();
    }

    public int workers() {
        return Math.toIntExact(get(Limit.WORKERS).orElseThrow());
    }

    /** These limits, with the others on top. */
    public Limits with(Limits others) {
        Map<Limit, OptionalLong> merged = new EnumMap<>(Limit.class);
        merged.putAll(set);
        merged.putAll(others.set);
        return new Limits(merged);
    }
}
