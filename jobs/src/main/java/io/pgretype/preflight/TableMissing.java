package io.pgretype.preflight;

import io.pgretype.catalog.TableProblems;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing in the database bears the table's name. */
final class TableMissing {

    private static final String DATABASE_WITHOUT_TABLE = """
            select quote_ident(current_database())
             where not exists (
                 select
                   from pg_class as class
                   join pg_namespace as namespace
                     on namespace.oid = class.relnamespace
                  where namespace.nspname = :schema
                    and class.relname = :name)""";

    private TableMissing() {}

    static List<Problem> refusals(TableChange table, JdbcClient jdbc) {
        return jdbc
                .sql(DATABASE_WITHOUT_TABLE)
                .param("schema", table.table().schema().name())
                .param("name", table.table().name().name())
                .query(String.class)
                .list()
                .stream()
                .map(database -> TableProblems.tableMissing(table.table(), database))
                .toList();
    }
}
