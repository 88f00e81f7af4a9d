package io.pgretype.catalog;

import static java.util.stream.Collectors.joining;

import io.pgretype.change.Identifier;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What became of a table since expand so that the change does not fit it any more: another name, columns of another type
 * or gone, another key. Before cutover. Columns that have nothing to do with the change may come and go.
 */
public final class TableDrift {

    private static final String BEARS_ITS_NAME = """
            select exists (
                select
                  from pg_class as class
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                 where class.oid = :table
                   and class.relname = :name
                   and namespace.nspname = :schema)""";

    private static final String CHANGED_TYPES = """
            select format(
                       'column %I is %s, it was %s',
                       expected.name,
                       coalesce(format_type(attribute.atttypid, attribute.atttypmod), 'gone'),
                       expected.type)
              from unnest(:names::text[], :types::text[]) as expected (name, type)
              left join pg_attribute as attribute
                on attribute.attrelid = :table
               and attribute.attname = expected.name
               and not attribute.attisdropped
             where attribute.atttypid is distinct from to_regtype(expected.type)::oid
                or substring(format_type(attribute.atttypid, attribute.atttypmod) from '[(].*[)]')
                   is distinct from substring(expected.type from '[(].*[)]')""";

    private static final String MISSING_INPUTS = """
            select format('column %I of the conversion is gone', used.name)
              from unnest(:names::text[]) as used (name)
             where not exists (
                 select
                   from pg_attribute
                  where attrelid = :table
                    and attname = used.name
                    and not attisdropped)
             order by used.name""";

    private final JdbcClient jdbc;
    private final WalkableKeys keys;

    public TableDrift(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.keys = new WalkableKeys(jdbc);
    }

    /** All of it in one; empty if the table is as it was. Takes no lock. */
    public Optional<Problem> problem(String change, TableUnderChange table) {
        List<String> drift = drift(table);
        return drift.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.TABLE_CHANGED,
                        "The definition of %s does not fit change %s any more.".formatted(table.name(), change),
                        String.join("; ", drift),
                        Problem.NOTHING_CHANGED,
                        "Undo that; or type ./pgretype abandon %s and begin again.".formatted(change)));
    }

    private List<String> drift(TableUnderChange table) {
        if (!bearsItsName(table)) {
            return List.of(
                    "%s is gone, renamed, or another table than the one that was expanded".formatted(table.name()));
        }
        List<String> drift = new ArrayList<>(columns(table));
        if (drift.isEmpty()) {
            drift.addAll(defaults(table));
            drift.addAll(key(table));
            drift.addAll(conversions(table));
        }
        return drift;
    }

    private boolean bearsItsName(TableUnderChange table) {
        return jdbc.sql(BEARS_ITS_NAME)
                .param("table", table.oid())
                .param("name", table.name().name().name())
                .param("schema", table.name().schema().name())
                .query(Boolean.class)
                .single();
    }

    /** A type's name without its length says which type it is; the length is in parentheses. */
    private List<String> columns(TableUnderChange table) {
        Map<Identifier, String> types = new LinkedHashMap<>();
        for (ColumnChange column : table.columns()) {
            types.put(column.column(), column.oldType());
            types.put(column.newColumn(), column.newTypeAlone());
        }
        if (!table.key().isPlace()) {
            table.key().columns().forEach(column -> types.putIfAbsent(column.name(), column.type()));
        }
        return jdbc.sql(CHANGED_TYPES)
                .param("names", types.keySet().stream().map(Identifier::name).toArray(String[]::new))
                .param("types", types.values().toArray(String[]::new))
                .param("table", table.oid())
                .query(String.class)
                .list();
    }

    /** The new column gets the old one's default at cutover; one of its own would stay behind. */
    private List<String> defaults(TableUnderChange table) {
        return jdbc.sql("""
                        select format('column %I has got a default', attname)
                          from pg_attribute
                         where attrelid = :table
                           and attname = any (:columns)
                           and (atthasdef or attidentity <> '')""")
                .param("table", table.oid())
                .param(
                        "columns",
                        table.columns().stream()
                                .map(ColumnChange::newColumn)
                                .map(Identifier::name)
                                .toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Verification walks by the key: a row whose key is NULL or not unique might not be seen. */
    private List<String> key(TableUnderChange table) {
        return table.key().isPlace() || keys.has(table.oid(), table.key(Direction.FORWARD))
                ? List.of()
                : List.of("the key (%s) by which it is walked is not unique and NOT NULL any more"
                        .formatted(table.key(Direction.FORWARD).columns().stream()
                                .map(column -> column.name().name())
                                .collect(joining(", "))));
    }

    /** Conversions may use other columns of the row, by their names. */
    private List<String> conversions(TableUnderChange table) {
        String[] used = table.columns().stream()
                .flatMap(column -> column.convert().columns().stream())
                .map(Identifier::name)
                .distinct()
                .toArray(String[]::new);
        return jdbc.sql(MISSING_INPUTS)
                .param("names", used)
                .param("table", table.oid())
                .query(String.class)
                .list();
    }
}
