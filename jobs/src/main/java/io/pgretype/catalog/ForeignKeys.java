package io.pgretype.catalog;

import io.pgretype.catalog.ForeignKey.Actions;
import io.pgretype.catalog.ForeignKey.Deferral;
import io.pgretype.catalog.ForeignKey.Pair;
import io.pgretype.catalog.ForeignKey.Table;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads foreign keys; takes no lock. Those that a partition has of its parent are not listed beside the parent's. */
public final class ForeignKeys {

    /** What later releases added is read as JSON, so that earlier ones need not know of it. */
    private static final String FOREIGN_KEYS = """
            select con.oid,
                   con.conname,
                   con.conrelid,
                   child_schema.nspname as child_schema,
                   child.relname as child_name,
                   con.confrelid,
                   parent_schema.nspname as parent_schema,
                   parent.relname as parent_name,
                   array(
                       select attribute.attname::text
                         from unnest(con.conkey) with ordinality as key (number, position)
                         join pg_attribute as attribute
                           on attribute.attrelid = con.conrelid
                          and attribute.attnum = key.number
                        order by key.position) as child_columns,
                   array(
                       select attribute.attname::text
                         from unnest(con.confkey) with ordinality as key (number, position)
                         join pg_attribute as attribute
                           on attribute.attrelid = con.confrelid
                          and attribute.attnum = key.number
                        order by key.position) as parent_columns,
                   array(
                       select attribute.attname::text
                         from jsonb_array_elements_text(
                                  case jsonb_typeof(to_jsonb(con) -> 'confdelsetcols')
                                      when 'array' then to_jsonb(con) -> 'confdelsetcols'
                                      else '[]'
                                  end) with ordinality as key (number, position)
                         join pg_attribute as attribute
                           on attribute.attrelid = con.conrelid
                          and attribute.attnum = key.number::integer
                        order by key.position) as set_columns,
                   case con.confmatchtype when 'f' then 'match full' else '' end as match,
                   case con.confupdtype
                       when 'r' then 'on update restrict'
                       when 'c' then 'on update cascade'
                       when 'n' then 'on update set null'
                       when 'd' then 'on update set default'
                       else ''
                   end as on_update,
                   case con.confdeltype
                       when 'r' then 'on delete restrict'
                       when 'c' then 'on delete cascade'
                       when 'n' then 'on delete set null'
                       when 'd' then 'on delete set default'
                       else ''
                   end as on_delete,
                   case
                       when con.condeferred then 'DEFERRED'
                       when con.condeferrable then 'DEFERRABLE'
                       else 'NONE'
                   end as deferral,
                   con.convalidated,
                   coalesce((to_jsonb(con) ->> 'conenforced')::boolean, true) as enforced,
                   obj_description(con.oid, 'pg_constraint') as comment
              from pg_constraint as con
              join pg_class as child
                on child.oid = con.conrelid
              join pg_namespace as child_schema
                on child_schema.oid = child.relnamespace
              join pg_class as parent
                on parent.oid = con.confrelid
              join pg_namespace as parent_schema
                on parent_schema.oid = parent.relnamespace
             where con.contype = 'f'
               and con.conparentid = 0
               and (con.conrelid = any (:tables) or con.confrelid = any (:tables))
             order by child_schema.nspname, child.relname, con.conname""";

    /** Those that partitions have of their table's: the server does not rename them with it. */
    private static final String RENAMES_OF_PARTITIONS = """
            with recursive part (oid) as (
                select oid
                  from pg_constraint
                 where conparentid = :key
                   and conrelid <> :table
                union all
                select con.oid
                  from part
                  join pg_constraint as con
                    on con.conparentid = part.oid)
            select format('alter table %I.%I rename constraint %I to %I', nspname, relname, conname, cast(:to as text))
              from part
              join pg_constraint as con
                on con.oid = part.oid
              join pg_class as class
                on class.oid = con.conrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where con.conname = :name
             order by part.oid""";

    private static final String NAMES_ON_PARTITIONS = """
            with recursive part (oid) as (
                select cast(:key as oid)
                union all
                select con.oid
                  from part
                  join pg_constraint as con
                    on con.conparentid = part.oid
                   and con.conrelid = :table)
            select con.confrelid,
                   con.conname
              from part
              join pg_constraint as con
                on con.oid = part.oid
             where con.oid <> :key""";

    private static final String HAS_TYPE = """
            select exists (
                select
                  from pg_attribute as attribute
                 where attribute.attrelid = :table
                   and attribute.attname = :column
                   and attribute.atttypid = to_regtype(regexp_replace(:type, '\\s+collate\\s.*', '', 'i')))""";

    private final JdbcClient jdbc;

    public ForeignKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that have one of the tables at either end. */
    public List<ForeignKey> of(Collection<Long> tables) {
        return jdbc.sql(FOREIGN_KEYS)
                .param("tables", tables.toArray(Long[]::new))
                .query(ForeignKeys::foreignKey)
                .list();
    }

    /** That of a table, by its name. */
    public Optional<ForeignKey> named(long table, Identifier name) {
        return of(List.of(table)).stream()
                .filter(key -> key.referencing().oid() == table && key.name().equals(name))
                .findFirst();
    }

    /** That of a table, by its pg_constraint.oid. */
    public Optional<ForeignKey> find(long table, @Nullable Long oid) {
        return of(List.of(table)).stream()
                .filter(key -> Objects.equals(oid, key.oid()))
                .findFirst();
    }

    /** What gives those of partitions, which have its name as it is now, the other one. */
    public List<String> renamesOfPartitions(ForeignKey key, Identifier to) {
        return jdbc.sql(RENAMES_OF_PARTITIONS)
                .param("key", key.oid())
                .param("table", key.referencing().oid())
                .param("name", key.name().name())
                .param("to", to.name())
                .query(String.class)
                .list();
    }

    /** What those are called that the server has of it for each partition of the table that it references, by the pg_class.oid of that. */
    public Map<Long, Identifier> namesOnPartitions(ForeignKey key) {
        return jdbc
                .sql(NAMES_ON_PARTITIONS)
                .param("key", key.oid())
                .param("table", key.referencing().oid())
                .query((row, number) -> Map.entry(row.getLong("confrelid"), Identifier.of(row.getString("conname"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A column's type as {@code format_type} prints it, without its length. */
    public String type(long table, Identifier column) {
        return jdbc.sql("""
                        select format_type(atttypid, null)
                          from pg_attribute
                         where attrelid = :table
                           and attname = :column""")
                .param("table", table)
                .param("column", column.name())
                .query(String.class)
                .single();
    }

    /**
     * Whether a column has that type, its length aside.
     *
     * @param type as SQL spells it
     */
    public boolean hasType(long table, Identifier column, String type) {
        return jdbc.sql(HAS_TYPE)
                .param("table", table)
                .param("column", column.name())
                .param("type", type)
                .query(Boolean.class)
                .single();
    }

    private static ForeignKey foreignKey(ResultSet row, int number) throws SQLException {
        return new ForeignKey(
                row.getLong("oid"),
                Identifier.of(row.getString("conname")),
                new Table(
                        row.getLong("conrelid"),
                        QualifiedName.of(row.getString("child_schema"), row.getString("child_name"))),
                new Table(
                        row.getLong("confrelid"),
                        QualifiedName.of(row.getString("parent_schema"), row.getString("parent_name"))),
                pairs(columns(row, "child_columns"), columns(row, "parent_columns")),
                new Actions(
                        row.getString("match"),
                        row.getString("on_update"),
                        row.getString("on_delete"),
                        columns(row, "set_columns")),
                Deferral.valueOf(row.getString("deferral")),
                row.getBoolean("convalidated"),
                row.getBoolean("enforced"),
                row.getString("comment"));
    }

    private static List<Pair> pairs(List<Identifier> referencing, List<Identifier> referenced) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < referencing.size(); i++) {
            pairs.add(new Pair(referencing.get(i), referenced.get(i)));
        }
        return pairs;
    }

    private static List<Identifier> columns(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(Identifier::of)
                .toList();
    }
}
