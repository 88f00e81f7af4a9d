package io.pgretype.preflight;

import io.pgretype.catalog.TableProblems;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table has no column of that name. */
final class ColumnMissing {

    private static final String COLUMNS = """
            select attribute.attname
              from pg_attribute as attribute
              join pg_class as class
                on class.oid = attribute.attrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where namespace.nspname = :schema
               and class.relname = :name
               and attribute.attnum > 0
               and not attribute.attisdropped
             order by attribute.attnum""";

    private ColumnMissing() {}

    static List<Problem> refusals(TableChange table, JdbcClient jdbc) {
        List<String> columns = jdbc.sql(COLUMNS)
                .param("schema", table.table().schema().name())
                .param("name", table.table().name().name())
                .query(String.class)
                .list();
        List<String> missing = table.moves().stream()
                .map(Move::column)
                .map(Identifier::name)
                .filter(column -> !columns.contains(column))
                .toList();
        return missing.isEmpty() ? List.of() : List.of(TableProblems.columnsMissing(table.table(), missing, columns));
    }
}
