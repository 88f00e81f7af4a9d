package io.pgretype.ledger;

import java.util.Locale;

/** Where a change stands. */
public enum Phase {
    PLANNED,
    /** Some tables have their new columns, and others do not yet: the same command goes on, or abandon goes back. */
    PARTLY_EXPANDED,
    EXPANDED,
    BACKFILLED,
    HARDENED,
    VERIFIED,
    /** Some tables are swapped, and others are not yet, or not any more: the same command goes on, or rollback goes back. */
    PARTLY_CUT_OVER,
    CUT_OVER,
    CONTRACTED,
    ABANDONED;

    /** As people read it: {@code cut over}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether nothing follows; an abandoned change may be expanded again, as another one. */
    public boolean isOver() {
        return this == CONTRACTED || this == ABANDONED;
    }

    /** Whether all tables have their new columns. */
    public boolean isExpanded() {
        return isOpen() && this != PARTLY_EXPANDED;
    }

    /** Whether pgretype has objects on the table. */
    public boolean isOpen() {
        return this != PLANNED && !isOver();
    }
}
