package io.pgretype.preflight;

import io.pgretype.change.Identifier;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns whose foreign keys refer to a table's columns. */
final class ReferringColumns {

    private static final String COLUMNS = """
            select format('%I.%I (%s)', namespace.nspname, class.relname, referring.names) as text
              from pg_constraint as reference
              join pg_class as class
                on class.oid = reference.conrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             cross join lateral (
                 select string_agg(quote_ident(attribute.attname), ', ' order by key.position) as names
                   from unnest(reference.conkey) with ordinality as key (number, position)
                   join pg_attribute as attribute
                     on attribute.attrelid = reference.conrelid
                    and attribute.attnum = key.number) as referring
             where reference.contype = 'f'
               -- Not those that partitions have of their parent's.
               and reference.conparentid = 0
               and reference.confrelid = :table
               and exists (
                   select
                     from pg_attribute as attribute
                    where attribute.attrelid = reference.confrelid
                      and attribute.attnum = any (reference.confkey)
                      and attribute.attname = any (:columns))
             order by text""";

    private ReferringColumns() {}

    /**
     * Each foreign key's columns with their table's full name.
     *
     * @param table the pg_class.oid of the one referred to
     * @param columns of which at least one is referred to
     */
    static List<String> of(long table, List<Identifier> columns, JdbcClient jdbc) {
        return jdbc.sql(COLUMNS)
                .param("table", table)
                .param("columns", columns.stream().map(Identifier::name).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
