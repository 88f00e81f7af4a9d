package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Without statistics of the new column the planner would guess blindly from the moment of the swap. */
final class StatisticsGate implements Gate {

    private static final String WANTS_STATISTICS = """
            select exists (
                select
                  from pg_attribute as attribute
                 where attribute.attrelid = :table
                   and attribute.attname = :column
                   and attribute.attstattarget is distinct from 0)
               and not exists (
                select
                  from pg_stats
                 where schemaname = :schema
                   and tablename = :name
                   and attname = :column
                   -- Those of a partitioned table are of all its partitions.
                   and inherited = (select relkind = 'p' from pg_class where oid = :table))""";

    private final JdbcClient jdbc;

    StatisticsGate(Database database) {
        this.jdbc = database.jdbc();
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        List<String> blank = table.columns().stream()
                .filter(column -> wantsStatistics(table, column))
                .map(column -> column.newColumn().name())
                .toList();
        if (blank.isEmpty() || isEmpty(table)) {
            return List.of();
        }
        return List.of(new Problem(
                ProblemCode.STATISTICS_MISSING,
                "The planner knows nothing about the new column of %s.".formatted(table.name()),
                "no statistics of " + String.join(", ", blank),
                Problem.NOTHING_CHANGED,
                "Type in psql: analyze %s".formatted(table.name().sql())));
    }

    /** True if it has none; a column whose statistics target is 0 is to have none. */
    private boolean wantsStatistics(TableUnderChange table, ColumnChange column) {
        return jdbc.sql(WANTS_STATISTICS)
                .param("table", table.oid())
                .param("column", column.newColumn().name())
                .param("schema", table.name().schema().name())
                .param("name", table.name().name().name())
                .query(Boolean.class)
                .single();
    }

    private boolean isEmpty(TableUnderChange table) {
        return jdbc.sql("select not exists (select from %s)"
                        .formatted(table.name().sql()))
                .query(Boolean.class)
                .single();
    }
}
