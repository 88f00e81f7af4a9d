package io.pgretype.catalog;

import io.pgretype.change.DollarQuoted;
import io.pgretype.change.QualifiedName;

/**
 * A temporary function of a row that gives its new value, and NULL where the old one does not convert. The table's columns
 * have the names that they have before cutover.
 *
 * @param name without its schema
 * @param settings those that it runs under, as clauses of CREATE FUNCTION
 */
record ConvertingFunction(String name, QualifiedName table, ColumnChange move, String settings) {

    private static final String CREATE = """
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

    String create() {
        return CREATE.formatted(
                qualified(),
                Expression.ROW,
                table.sql(),
                move.newTypeAlone(),
                settings,
                new DollarQuoted(BODY.formatted(move.convert().template())).sql());
    }

    String drop() {
        return "drop function if exists %s(%s)".formatted(qualified(), table.sql());
    }

    /** Its value for the row known as {@code alias}. */
    String call(String alias) {
        return "%s(%s.*)".formatted(qualified(), alias);
    }

    private String qualified() {
        return "pg_temp." + name;
    }
}
