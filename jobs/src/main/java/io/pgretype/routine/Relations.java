package io.pgretype.routine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables that bodies may mean by a name: which one it is depends on the search_path of whoever calls. */
record Relations(Map<String, List<Relation>> byName) {

    /** Views and foreign tables count too: an insert into one has columns as any other. */
    private static final String NAMED = """
            select class.oid,
                   namespace.nspname,
                   class.relname,
                   attribute.attname,
                   format_type(attribute.atttypid, attribute.atttypmod) as type
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
              left join pg_attribute as attribute
                on attribute.attrelid = class.oid
               and attribute.attnum > 0
               and not attribute.attisdropped
             where class.relname = any (:names)
               and class.relkind in ('r', 'p', 'v', 'm', 'f')
               and not pg_is_other_temp_schema(namespace.oid)
               and namespace.nspname not in ('pg_catalog', 'information_schema')
             order by class.oid,
                      attribute.attnum""";

    Relations {
        byName = Map.copyOf(byName);
    }

    static Relations named(Collection<String> names, JdbcClient jdbc) {
        record Row(long oid, String schema, String name, Relation.Column column) {}
        return new Relations(jdbc
                .sql(NAMED)
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> new Row(
                        row.getLong("oid"),
                        row.getString("nspname"),
                        row.getString("relname"),
                        new Relation.Column(row.getString("attname"), row.getString("type"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::oid))
                .values()
                .stream()
                .map(rows -> new Relation(
                        rows.get(0).oid(),
                        rows.get(0).schema(),
                        rows.get(0).name(),
                        rows.stream().map(Row::column).toList()))
                .collect(Collectors.groupingBy(Relation::name)));
    }

    /** All that may be meant. */
    List<Relation> of(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<Relation> named = byName.getOrDefault(names.get(names.size() - 1), List.of());
        return names.size() == 1
                ? named
                : named.stream()
                        .filter(relation -> relation.schema().equals(names.get(names.size() - 2)))
                        .toList();
    }
}
