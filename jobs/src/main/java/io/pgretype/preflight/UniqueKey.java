package io.pgretype.preflight;

import static java.util.stream.Collectors.joining;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A unique index that has a column under change, the primary key's and constraints' too.
 *
 * @param name for people, with its schema
 * @param parts what it compares, as PostgreSQL prints it: columns and expressions over the table's columns
 * @param predicate which rows it has
 * @param computed whether more than columns decides, an expression or a predicate
 * @param columns its columns under change; for one that is computed maybe not all
 * @param all all columns of the table, by their names
 */
record UniqueKey(
        String name,
        List<String> parts,
        String predicate,
        boolean computed,
        List<Identifier> columns,
        List<Identifier> all) {

    /** With the catalog's own names only, when the search_path is empty. */
    private static final String KEYS = """
            select format('%I.%I', namespace.nspname, class.relname) as name,
                   array(
                       select pg_catalog.pg_get_indexdef(index.indexrelid, position, false)
                         from pg_catalog.generate_series(1, index.indnkeyatts) as position
                        order by position) as parts,
                   coalesce(pg_catalog.pg_get_expr(index.indpred, index.indrelid), 'true') as predicate,
                   coalesce(index.indexprs, index.indpred) is not null as computed,
                   key.columns,
                   array(
                       select attname::text
                         from pg_catalog.pg_attribute
                        where attrelid = index.indrelid
                          and attnum > 0
                          and not attisdropped
                        order by attnum) as all_columns
              from pg_catalog.pg_index as index
              join pg_catalog.pg_class as class
                on class.oid = index.indexrelid
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
             cross join lateral (
                 select array(
                            select attribute.attname::text
                              from pg_catalog.generate_series(0, index.indnkeyatts - 1) as position
                              join pg_catalog.pg_attribute as attribute
                                on attribute.attrelid = index.indrelid
                               and attribute.attnum = index.indkey[position]
                             where attribute.attname = any (:columns)) as columns) as key
             where index.indrelid = :table
               and index.indisunique
               and index.indisvalid
               and (key.columns <> '{}'
                    or coalesce(index.indexprs, index.indpred) is not null
                       and exists (
                           select
                             from pg_catalog.pg_depend as depend
                             join pg_catalog.pg_attribute as attribute
                               on attribute.attrelid = depend.refobjid
                              and attribute.attnum = depend.refobjsubid
                            where depend.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                              and depend.objid = index.indexrelid
                              and depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                              and depend.refobjid = index.indrelid
                              and attribute.attname = any (:columns)))
             order by index.indisprimary desc, class.relname""";

    /** To be called with an empty search_path, so that every name is printed with its schema. */
    static List<UniqueKey> of(TableUnderChange table, JdbcClient jdbc) {
        return jdbc.sql(KEYS)
                .param("table", table.oid())
                .param(
                        "columns",
                        table.columns().stream()
                                .map(column -> column.column().name())
                                .toArray(String[]::new))
                .query((row, number) -> new UniqueKey(
                        row.getString("name"),
                        List.of((String[]) row.getArray("parts").getArray()),
                        row.getString("predicate"),
                        row.getBoolean("computed"),
                        identifiers((String[]) row.getArray("columns").getArray()),
                        identifiers((String[]) row.getArray("all_columns").getArray())))
                .list();
    }

    private static List<Identifier> identifiers(String[] names) {
        return Arrays.stream(names).map(Identifier::of).toList();
    }

    /** {@code a as k1, lower(b) as k2}. */
    String selected() {
        return numbered(number -> "%s as k%d".formatted(parts.get(number - 1), number), ", ");
    }

    /** {@code t.k1, t.k2}. */
    String list(String alias) {
        return numbered(number -> "%s.k%d".formatted(alias, number), ", ");
    }

    /** The condition that a row is compared with others at all. */
    String notNull(String alias) {
        return numbered(number -> "%s.k%d is not null".formatted(alias, number), "\n and ");
    }

    String equal(String left, String right) {
        return numbered(number -> "%s.k%d = %s.k%d".formatted(left, number, right, number), "\n and ");
    }

    private String numbered(IntFunction<String> part, String separator) {
        return IntStream.rangeClosed(1, parts.size()).mapToObj(part).collect(joining(separator));
    }
}
