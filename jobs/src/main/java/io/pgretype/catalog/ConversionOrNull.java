package io.pgretype.catalog;

import io.pgretype.change.DollarQuoted;
import io.pgretype.session.ValueSettings;
import java.util.Objects;

/**
 * A temporary function that gives a row's new value, and NULL where the old one does not convert: for comparing new values
 * before there is a new column.
 */
public final class ConversionOrNull {

    private static final String CREATE_FUNCTION = """
            create or replace function %s(%s %s)
            returns %s
            language plpgsql
            %s
            as %s""";

    private static final String BODY = """
            begin
                return %s;
            exception when others then
                return null;
            end""";

    private final TableUnderChange table;
    private final ColumnChange move;

    /** The table's columns have the names that they have before cutover. */
    public ConversionOrNull(TableUnderChange table, ColumnChange move) {
        this.table = table;
        this.move = move;
    }

    /** Temporary, so it ends with the session. */
    public String createFunction() {
        return CREATE_FUNCTION.formatted(
                name(),
                Expression.ROW,
                table.name().sql(),
                move.newTypeAlone(),
                move.dependsOnSettings() ? ValueSettings.ofFunction() : "",
                new DollarQuoted(BODY.formatted(move.convert().template())).sql());
    }

    public String dropFunction() {
        return "drop function if exists %s(%s)".formatted(name(), table.name().sql());
    }

    /** The new value of the row known as {@code alias}, with the new column's collation. */
    public String call(String alias) {
        String collate = move.newType().substring(move.newTypeAlone().length());
        return "%s(%s.*)%s".formatted(name(), alias, collate);
    }

    private String name() {
        return "pg_temp.pgretype_converted_%08x".formatted(Objects.hash(table.oid(), move));
    }
}
