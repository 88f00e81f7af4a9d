package io.pgretype.change;

import org.jspecify.annotations.Nullable;

/**
 * One column's part in a change, as its author wrote it.
 *
 * @param column the column, under its own name
 * @param type the new type as SQL spells it, for example {@code bigint} or {@code numeric(12, 2)}
 * @param convert the expression that makes a new value of a row, null for a cast
 * @param convertBack the expression that makes an old value of a row, null for a cast back
 */
public record Move(
        Identifier column,
        String type,
        @Nullable String convert,
        @Nullable String convertBack) {

    /** The name of the new column before cutover. */
    public Identifier newColumn() {
        return column.withSuffix("_new");
    }

    /** The name of the old column after cutover. */
    public Identifier oldColumn() {
        return column.withSuffix("_old");
    }

    public String convertOrCast() {
        return convert != null ? convert : "%s::%s".formatted(column.sql(), type);
    }

    /** @param oldType the old type as SQL spells it */
    public String convertBackOrCast(String oldType) {
        return convertBack != null
                ? convertBack
                : "%s::%s".formatted(newColumn().sql(), oldType);
    }
}
