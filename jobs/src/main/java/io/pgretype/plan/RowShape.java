package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order of the columns, for whoever goes by position instead of by name. */
final class RowShape implements Notice {

    private static final String FUNCTIONS = """
            select function.oid::regprocedure::text
              from pg_proc as function
              join pg_type as row_type
                on row_type.typrelid = :table
             where array[row_type.oid, row_type.typarray]
                   && (function.prorettype
                       || function.proargtypes::oid[]
                       || coalesce(function.proallargtypes, '{}'))
             order by 1""";

    private final JdbcClient jdbc;

    RowShape(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "insert and copy without a list of columns, select * by position";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> lines = new ArrayList<>();
        for (ColumnChange column : table.columns()) {
            lines.add(
                    "  - %s moves to the end of the row at cutover, and %s keeps its position until contract: insert and copy"
                                    .formatted(column.column(), column.oldColumn())
                            + " need a list of columns, without one they write the wrong column; read select * by name.");
        }
        lines.addAll(Notice.named("functions that take or return whole rows of the table", functions(table)));
        return lines;
    }

    private List<String> functions(TableUnderChange table) {
        return jdbc.sql(FUNCTIONS)
                .param("table", table.oid())
                .query(String.class)
                .list();
    }
}
