package io.pgretype.preflight;

import io.pgretype.change.Move;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A column that is to change, as the catalog describes it.
 *
 * @param number its pg_attribute.attnum
 * @param type as {@code format_type} prints it under the session's search_path
 * @param defaultExpression null if it has none, or is generated
 */
record MovedColumn(
        Move move,
        int number,
        String type,
        boolean identity,
        boolean generated,
        @Nullable String defaultExpression) {

    private static final String COLUMN = """
            select attribute.attnum,
                   format_type(attribute.atttypid, attribute.atttypmod) as type,
                   attribute.attidentity <> '' as identity,
                   attribute.attgenerated <> '' as generated,
                   pg_get_expr(own_default.adbin, own_default.adrelid) as expression
              from pg_attribute as attribute
              left join pg_attrdef as own_default
                on own_default.adrelid = attribute.attrelid
               and own_default.adnum = attribute.attnum
               and attribute.attgenerated = ''
             where attribute.attrelid = :table
               and attribute.attname = :column
               and attribute.attnum > 0
               and not attribute.attisdropped""";

    static MovedColumn read(long table, Move move, JdbcClient jdbc) {
        return jdbc.sql(COLUMN)
                .param("table", table)
                .param("column", move.column().name())
                .query((row, index) -> new MovedColumn(
                        move,
                        row.getInt("attnum"),
                        row.getString("type"),
                        row.getBoolean("identity"),
                        row.getBoolean("generated"),
                        row.getString("expression")))
                .single();
    }

    /** Its name as SQL spells it. */
    String name() {
        return move.column().sql();
    }
}
