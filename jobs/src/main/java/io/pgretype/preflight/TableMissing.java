package io.pgretype.preflight;

import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing in the database bears the table's name. */
final class TableMissing {

    private TableMissing() {}

    static List<Problem> refusals(TableChange table, JdbcClient jdbc) {
        List<String> missing = jdbc.sql("""
                        select format('database %I has no such table', current_database())
                         where not exists (
                             select
                               from pg_class as class
                               join pg_namespace as namespace
                                 on namespace.oid = class.relnamespace
                              where namespace.nspname = :schema
                                and class.relname = :name)""")
                .param("schema", table.table().schema().name())
                .param("name", table.table().name().name())
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.TABLE_MISSING,
                "There is no table %s.".formatted(table.table()),
                missing,
                "Correct 'table:' in the change file, or connect to the right database.");
    }
}
