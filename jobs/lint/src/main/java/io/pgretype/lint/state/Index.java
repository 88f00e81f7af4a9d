package io.pgretype.lint.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * @param columns their numbers, 0 for an expression
 * @param partial it has a WHERE
 * @param definition the statement that makes it
 */
public record Index(
        long oid,
        long table,
        boolean valid,
        boolean unique,
        List<Integer> columns,
        boolean partial,
        String definition) {

    static final String QUERY = """
            select indexrelid,
                   indrelid,
                   indisvalid,
                   indisunique,
                   array_to_string((indkey::int2[])[0:indnkeyatts - 1], ' ') as columns,
                   indpred is not null as partial,
                   pg_get_indexdef(indexrelid) as definition
              from pg_index
             where indexrelid >= 16384
               and indrelid >= 16384
            """;

    static Index of(ResultSet row) throws SQLException {
        return new Index(
                row.getLong("indexrelid"),
                row.getLong("indrelid"),
                row.getBoolean("indisvalid"),
                row.getBoolean("indisunique"),
                Constraint.numbers(row.getString("columns")),
                row.getBoolean("partial"),
                row.getString("definition"));
    }
}
