package io.pgretype.catalog;

import io.pgretype.session.ValueSettings;
import java.util.Objects;

/**
 * A temporary function that gives a row's new value, and NULL where the old one does not convert: for comparing new values
 * before there is a new column.
 */
public final class ConversionOrNull {

    private final TableUnderChange table;
    private final ColumnChange move;

    /** The table's columns have the names that they have before cutover. */
    public ConversionOrNull(TableUnderChange table, ColumnChange move) {
        this.table = table;
        this.move = move;
    }

    /** Temporary, so it ends with the session. */
    public String createFunction() {
        return function().create();
    }

    public String dropFunction() {
        return function().drop();
    }

    /** The new value of the row known as {@code alias}, with the new column's collation. */
    public String call(String alias) {
        String collate = move.newType().substring(move.newTypeAlone().length());
        return function().call(alias) + collate;
    }

    private ConvertingFunction function() {
        return new ConvertingFunction(
                "pgretype_converted_%08x".formatted(Objects.hash(table.oid(), move)),
                table.name(),
                move,
                move.dependsOnSettings() ? ValueSettings.ofFunction() : "");
    }
}
