package io.pgretype.twin;

import io.pgretype.change.QualifiedName;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a table's objects of the kinds that have twins. */
public final class TableObjects {

    /** Parsed expressions say where in their text each part stood; a copy that the server makes says so no more. */
    private static final String OBJECTS = """
            with object (kind, oid, schema, name, shape) as (
                select 'INDEX',
                       index.indexrelid,
                       class.relnamespace,
                       class.relname,
                       concat_ws(
                           ' ',
                           class.relam,
                           index.indisunique,
                           index.indnkeyatts,
                           index.indkey,
                           index.indcollation,
                           index.indclass,
                           index.indoption,
                           index.indexprs,
                           index.indpred)
                  from pg_catalog.pg_index as index
                  join pg_catalog.pg_class as class
                    on class.oid = index.indexrelid
                 where index.indrelid = :table
                   and not exists (
                       select
                         from pg_catalog.pg_constraint as con
                        where con.conindid = index.indexrelid
                          and con.conrelid = :table
                          and con.contype in ('p', 'u', 'x'))
                union all
                select case con.contype when 'c' then 'CHECK' when 'p' then 'PRIMARY_KEY' else 'UNIQUE' end,
                       con.oid,
                       con.connamespace,
                       con.conname,
                       concat_ws(' ', con.conkey, con.condeferrable, con.condeferred, con.conbin)
                  from pg_catalog.pg_constraint as con
                 where con.conrelid = :table
                   and con.contype in ('c', 'p', 'u')
                union all
                select 'STATISTICS',
                       statistics.oid,
                       statistics.stxnamespace,
                       statistics.stxname,
                       concat_ws(' ', statistics.stxkeys, statistics.stxkind, statistics.stxexprs)
                  from pg_catalog.pg_statistic_ext as statistics
                 where statistics.stxrelid = :table)
            select object.kind,
                   object.oid,
                   namespace.nspname as schema,
                   object.name,
                   regexp_replace(object.shape, ' :location -?[0-9]+', '', 'g') as shape
              from object
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = object.schema
             order by object.kind, object.name""";

    private final JdbcClient jdbc;

    public TableObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All there are, an index that belongs to a constraint aside. Takes no lock; a millisecond or two. */
    public List<TableObject> of(long table) {
        return jdbc.sql(OBJECTS)
                .param("table", table)
                .query((row, number) -> new TableObject(
                        TwinKind.valueOf(row.getString("kind")),
                        row.getLong("oid"),
                        QualifiedName.of(row.getString("schema"), row.getString("name")),
                        row.getString("shape")))
                .list();
    }
}
