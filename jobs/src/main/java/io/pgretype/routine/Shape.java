package io.pgretype.routine;

import java.util.List;
import java.util.OptionalInt;

/**
 * The columns of a row.
 *
 * @param columns how many they are today, where that can be told
 */
record Shape(Growth growth, OptionalInt columns) {

    enum Growth {
        /** Expand adds nothing to it. */
        FIXED,
        /** It holds whole rows of the table under change. */
        GROWS,
        UNKNOWN
    }

    static final Shape ANY = new Shape(Growth.UNKNOWN, OptionalInt.empty());

    /** Of another table, whose columns were not counted. */
    static final Shape OTHER = new Shape(Growth.FIXED, OptionalInt.empty());

    static final Shape VALUE = fixed(1);

    static Shape fixed(int columns) {
        return new Shape(Growth.FIXED, OptionalInt.of(columns));
    }

    static Shape of(List<Shape> parts) {
        return parts.stream().reduce(fixed(0), Shape::plus);
    }

    boolean grows() {
        return growth == Growth.GROWS;
    }

    boolean isFixed() {
        return growth == Growth.FIXED;
    }

    private Growth together(Shape other) {
        if (grows() || other.grows()) {
            return Growth.GROWS;
        }
        return isFixed() && other.isFixed() ? Growth.FIXED : Growth.UNKNOWN;
    }

    private Shape plus(Shape other) {
        boolean counted = columns.isPresent() && other.columns.isPresent();
        return new Shape(
                together(other),
                counted ? OptionalInt.of(columns.getAsInt() + other.columns.getAsInt()) : OptionalInt.empty());
    }
}
