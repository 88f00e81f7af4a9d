package io.pgretype.catalog;

import io.pgretype.session.ValueSettings;
import java.util.regex.Pattern;

/**
 * A temporary function that converts a row's old value under other settings than ours, those that no one value is right
 * for: a function that somebody wrote and called immutable may depend on them all the same, and then it would give other
 * values here than in its author's sessions.
 */
public final class ContraryConversion {

    /** A function's name with its schema: those of pg_catalog are printed without. */
    private static final Pattern FUNCTION_OF_OTHERS = Pattern.compile("[\\w$\"][.][\\w$\"]+\\(");

    private final TableUnderChange table;
    private final int column;

    /** @param column the number of one of the table's changes; its names are those before cutover */
    public ContraryConversion(TableUnderChange table, int column) {
        this.table = table;
        this.column = column;
    }

    /** Whether the conversion calls a function that PostgreSQL did not bring. */
    public boolean isWorthALook() {
        return FUNCTION_OF_OTHERS.matcher(move().convert().template()).find();
    }

    public String createFunction() {
        return function().create();
    }

    /** The condition that the row known as {@code alias} is given another value there. */
    public String differs(String alias) {
        return "pg_catalog.record_image_ne(row(%s), row(%s))"
                .formatted(
                        function().call(alias),
                        PlainStatement.withParameters(move().converted(Direction.FORWARD, alias)));
    }

    private ColumnChange move() {
        return table.columns().get(column);
    }

    private ConvertingFunction function() {
        return new ConvertingFunction(
                "pgretype_contrary_%d_%d".formatted(table.oid(), column),
                table.name(),
                move(),
                ValueSettings.contraryOfFunction());
    }
}
