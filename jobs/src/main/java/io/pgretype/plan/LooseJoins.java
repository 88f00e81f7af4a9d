package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Columns of texts that refer to a column though no foreign key says so: those whose names say it, and those with values of
 * its. Which values a column has is told by the statistics that ANALYZE keeps.
 */
final class LooseJoins {

    /** The one column that is named so in table after table, and then has nothing to do with its namesakes. */
    private static final String ANY_KEY = "id";

    private static final String TEXT_COLUMNS = """
            select class.oid as table,
                   namespace.nspname as schema,
                   class.relname as name,
                   attribute.attname as column,
                   attribute.attnum as number
              from pg_attribute as attribute
              join pg_type as type
                on type.oid = attribute.atttypid
              join pg_class as class
                on class.oid = attribute.attrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where type.typcategory = 'S'
               and attribute.attnum > 0
               and not attribute.attisdropped
               and class.relkind in ('r', 'p', 'm', 'f')
               and not class.relispartition
               and namespace.nspname not in ('pgretype', 'information_schema')
               and namespace.nspname !~ '^pg_'""";

    /** Of a column with a foreign key that one says what it refers to. */
    private static final String BY_NAME = """
            with candidate as (
                %s)
            select schema,
                   name,
                   "column"
              from candidate
             where lower("column") = any (:names)
               and not exists (
                   select
                     from pg_constraint as reference
                    where reference.contype = 'f'
                      and reference.conrelid = candidate."table"
                      and candidate.number = any (reference.conkey))""".formatted(TEXT_COLUMNS);

    /** Only values that might be a uuid are looked up, each by an index. */
    private static final String BY_VALUE = """
            with candidate as (
                %s)
            select candidate.schema,
                   candidate.name,
                   candidate."column",
                   count(*) as looked_up,
                   count(*) filter (
                       where exists (
                           select
                             from %s as t
                            where t.%s = sample.value::%s)) as found
              from candidate
              join pg_stats as statistics
                on statistics.schemaname = candidate.schema
               and statistics.tablename = candidate.name
               and statistics.attname = candidate."column"
             cross join lateral (
                 select value
                   from unnest(
                       coalesce(statistics.most_common_vals::text::text[], '{}')
                       || coalesce(statistics.histogram_bounds::text::text[], '{}')) as value
                  where value ~* '^[{]?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}[}]?$'
                  limit 20) as sample
             group by candidate.schema, candidate.name, candidate."column"
            """;

    /** The column's type without its length, to which a value can be cast without being cut; if an index finds values. */
    private static final String INDEXED_TYPE = """
            select format_type(attribute.atttypid, -1)
              from pg_attribute as attribute
             where attribute.attrelid = :table
               and attribute.attname = :column
               and exists (
                   select
                     from pg_index as index
                     join pg_class as class
                       on class.oid = index.indexrelid
                     join pg_am as method
                       on method.oid = class.relam
                    where index.indrelid = attribute.attrelid
                      and method.amname in ('btree', 'hash')
                      and index.indkey[0] = attribute.attnum
                      and index.indisvalid
                      and index.indpred is null)""";

    private final JdbcClient jdbc;
    private final List<TableChange> tables;

    /** @param tables all of the change: their moved columns do not stay texts */
    LooseJoins(JdbcClient jdbc, List<TableChange> tables) {
        this.jdbc = jdbc;
        this.tables = List.copyOf(tables);
    }

    private record TextColumn(String schema, String name, String column) {

        String text() {
            return QualifiedName.of(schema, name).sql() + "."
                    + Identifier.of(column).sql();
        }
    }

    /** Each with its full name and what tells that it refers to the column. */
    List<String> with(TableUnderChange table, ColumnChange column) {
        Map<String, List<String>> found = new TreeMap<>();
        byName(table, column).forEach(text -> note(found, text, "by name"));
        byValue(table, column, found);
        return found.entrySet().stream()
                .map(entry -> "%s (%s)".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                .toList();
    }

    private void note(Map<String, List<String>> found, TextColumn column, String why) {
        boolean moves = tables.stream()
                .filter(table -> table.table().equals(QualifiedName.of(column.schema, column.name)))
                .flatMap(table -> table.moves().stream())
                .anyMatch(move -> move.column().equals(Identifier.of(column.column)));
        if (!moves) {
            found.computeIfAbsent(column.text(), text -> new ArrayList<>()).add(why);
        }
    }

    private List<TextColumn> byName(TableUnderChange table, ColumnChange column) {
        return jdbc.sql(BY_NAME)
                .param(
                        "names",
                        names(table.name().name().name(), column.column().name())
                                .toArray(String[]::new))
                .query(TextColumn.class)
                .list();
    }

    /** For {@code id} of {@code content_nodes}: {@code content_nodes_id}, {@code content_node_id}, {@code node_id} …. */
    static Set<String> names(String table, String column) {
        Set<String> names = new TreeSet<>();
        if (!column.equalsIgnoreCase(ANY_KEY)) {
            names.add(column.toLowerCase(Locale.ROOT));
        }
        String rest = table.toLowerCase(Locale.ROOT);
        while (true) {
            for (String one : List.of(rest, rest.replaceFirst("s$", ""), rest.replaceFirst("ies$", "y"))) {
                names.add(one + "_" + column.toLowerCase(Locale.ROOT));
            }
            int word = rest.indexOf('_');
            if (word < 0) {
                return names;
            }
            rest = rest.substring(word + 1);
        }
    }

    private void byValue(TableUnderChange table, ColumnChange column, Map<String, List<String>> found) {
        jdbc.sql(INDEXED_TYPE)
                .param("table", table.oid())
                .param("column", column.column().name())
                .query(String.class)
                .optional()
                .map(type -> BY_VALUE.formatted(
                        TEXT_COLUMNS, table.name().sql(), column.column().sql(), type))
                .ifPresent(query -> jdbc.sql(query).query(row -> {
                    if (row.getLong("found") > 0) {
                        note(
                                found,
                                new TextColumn(row.getString("schema"), row.getString("name"), row.getString("column")),
                                "%d of %d sampled values".formatted(row.getLong("found"), row.getLong("looked_up")));
                    }
                }));
    }
}
