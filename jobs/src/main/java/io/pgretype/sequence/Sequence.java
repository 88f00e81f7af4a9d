package io.pgretype.sequence;

import io.pgretype.change.QualifiedName;

/**
 * A sequence as pg_sequence describes it.
 *
 * @param oid its pg_class.oid: the one of an identity column is another sequence after each swap
 */
public record Sequence(
        long oid,
        QualifiedName name,
        NumberType type,
        long start,
        long increment,
        long min,
        long max,
        long cache,
        boolean cycle) {

    /**
     * The same in another type. As with {@code alter sequence … as}, a limit follows where it was the type's own; one that the
     * type does not have becomes its own.
     */
    public Sequence as(NumberType other) {
        long least = min == type.min() ? other.min() : Math.max(min, other.min());
        long most = max == type.max() ? other.max() : Math.min(max, other.max());
        long first = Math.max(least, Math.min(most, start));
        return new Sequence(oid, name, other, first, increment, least, most, cache, cycle);
    }

    /** The same type with the other's limits, where its values allow. */
    public Sequence within(Sequence limits) {
        return new Sequence(oid, name, type, start, increment, limits.min, limits.max, cache, cycle);
    }

    /** Whether it could be at that position. */
    public boolean holds(long position) {
        return position >= min && position <= max;
    }
}
