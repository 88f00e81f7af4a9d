package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;

/**
 * The default of a column that the application writes until the swap, and what it becomes on the one that it writes from
 * then on.
 *
 * @param before as PostgreSQL prints it, every name qualified
 * @param after what gives the same value in the other type, as SQL; empty if nothing does
 * @param reason why nothing does, in PostgreSQL's words; empty if something does
 */
public record CarriedDefault(ColumnChange column, String before, String after, String reason) {

    static CarriedDefault refused(ColumnChange column, String before, String reason) {
        return new CarriedDefault(column, before, "", reason);
    }

    public boolean isCarried() {
        return !after.isEmpty();
    }

    /** For people. */
    String complaint() {
        return "default of %s, %s: %s".formatted(column.column(), before, reason);
    }
}
