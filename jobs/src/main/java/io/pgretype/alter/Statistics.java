package io.pgretype.alter;

import io.pgretype.change.Change;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server drops a column's statistics when it changes its type, and plans badly until ANALYZE has made new ones. */
final class Statistics {

    /** A table without rows, and one that nobody has ever analyzed, have none either. */
    private static final String ARE_MISSING = """
            select exists (
                select
                  from pg_class as class
                  join pg_attribute as attribute
                    on attribute.attrelid = class.oid
                 where class.oid = cast(:table as regclass)
                   and class.reltuples > 0
                   and attribute.attname = any (:columns)
                   and attribute.attstattarget is distinct from 0
                   and not exists (
                       select
                         from pg_stats as statistics
                        where statistics.schemaname = :schema
                          and statistics.tablename = :name
                          and statistics.attname = attribute.attname))""";

    private final JdbcClient jdbc;

    Statistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tables of which a column that changes has none. */
    List<QualifiedName> missing(Change change) {
        return change.tables().stream()
                .filter(this::areMissing)
                .map(TableChange::table)
                .toList();
    }

    private boolean areMissing(TableChange table) {
        return jdbc.sql(ARE_MISSING)
                .param("table", table.table().sql())
                .param("schema", table.table().schema().name())
                .param("name", table.table().name().name())
                .param(
                        "columns",
                        table.moves().stream()
                                .map(Move::column)
                                .map(column -> column.name())
                                .toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }
}
