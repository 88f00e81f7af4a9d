package io.pgretype.lint.judge;

import io.pgretype.lint.state.Column;

/** What a type's modifier lets in: {@code varchar(20)} is narrower than {@code varchar(50)}. */
final class Modifiers {

    private static final long NUMERIC = 1700;
    private static final long BIT = 1560;
    private static final int HEADER = 4;

    private Modifiers() {}

    /** Both are of the same type; -1 lets in all. */
    static boolean isNarrower(Column old, Column now) {
        if (now.modifier() < 0 || now.modifier() == old.modifier()) {
            return false;
        }
        if (old.modifier() < 0) {
            return true;
        }
        if (now.typeOid() == NUMERIC) {
            return scale(now) < scale(old) || precision(now) - scale(now) < precision(old) - scale(old);
        }
        return now.typeOid() == BIT || now.modifier() < old.modifier();
    }

    /** PostgreSQL packs precision and scale into one number; the scale has a sign of its own, in 11 bits. */
    private static int precision(Column column) {
        return ((column.modifier() - HEADER) >> 16) & 0xffff;
    }

    private static int scale(Column column) {
        return (((column.modifier() - HEADER) & 0x7ff) ^ 1024) - 1024;
    }
}
