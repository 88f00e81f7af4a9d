package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A deferrable primary key that moves: only a constraint can be checked later, its twin and its spare are indexes. */
final class DeferrableKeyNotice implements Notice {

    private static final String DEFERRABLE_KEY = """
            select format('%I', con.conname)
              from pg_constraint as con
              join pg_index as index
                on index.indexrelid = con.conindid
             where con.conrelid = :table
               and con.contype = 'p'
               and con.condeferrable
               and exists (
                   select
                     from pg_attribute as attribute
                    where attribute.attrelid = con.conrelid
                      and attribute.attnum = any (index.indkey::smallint[])
                      and attribute.attname in (:columns))""";

    private final JdbcClient jdbc;

    DeferrableKeyNotice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "a primary key is checked at once from harden to contract";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        return jdbc
                .sql(DEFERRABLE_KEY)
                .param("table", table.oid())
                .param(
                        "columns",
                        table.columns().stream()
                                .map(ColumnChange::column)
                                .map(column -> column.name())
                                .toList())
                .query(String.class)
                .list()
                .stream()
                .map(
                        "  - primary key %s is deferrable, its twin and its spare are not: from harden to contract a statement fails that makes a key appear twice for a while."
                                ::formatted)
                .toList();
    }
}
