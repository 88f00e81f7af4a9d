package io.pgretype.rebind;

import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.QualifiedName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views on some columns, and those on these views. To be read with an empty search_path, so that all names are qualified. */
final class ViewReader {

    private static final String VIEWS = """
            with recursive anchor (relation, number) as (
                select *
                  from unnest(array[:relations]::oid[], array[:numbers]::int[])),
            used (rule, by_key) as (
                select depend.objid,
                       false
                  from pg_depend as depend
                  join anchor
                    on anchor.relation = depend.refobjid
                   and anchor.number = depend.refobjsubid
                 where depend.classid = 'pg_rewrite'::regclass
                   and depend.refclassid = 'pg_class'::regclass
                 union all
                -- By way of a key: group by it.
                select depend.objid,
                       true
                  from pg_constraint as key
                  join anchor
                    on anchor.relation = key.conrelid
                   and anchor.number = any (key.conkey)
                  join pg_depend as depend
                    on depend.refclassid = 'pg_constraint'::regclass
                   and depend.refobjid = key.oid
                 where depend.classid = 'pg_rewrite'::regclass),
            direct (view, by_key) as (
                select rule.ev_class,
                       bool_or(used.by_key)
                  from used
                  join pg_rewrite as rule
                    on rule.oid = used.rule
                 where rule.rulename = '_RETURN'
                 group by rule.ev_class),
            concerned (view) as (
                select view
                  from direct
                 union
                select rule.ev_class
                  from concerned
                  join pg_class as class
                    on class.oid = concerned.view
                  join pg_type as row_type
                    on row_type.oid = class.reltype
                  join pg_depend as depend
                    on depend.classid = 'pg_rewrite'::regclass
                   and (depend.refclassid = 'pg_class'::regclass and depend.refobjid = class.oid
                        or depend.refclassid = 'pg_type'::regclass
                            and depend.refobjid in (row_type.oid, row_type.typarray))
                  join pg_rewrite as rule
                    on rule.oid = depend.objid
                 where rule.rulename = '_RETURN')
            select class.oid,
                   namespace.nspname,
                   class.relname,
                   pg_get_userbyid(class.relowner) as owner,
                   class.relkind = 'm' as materialized,
                   direct.view is not null as bound,
                   coalesce(direct.by_key, false) as by_key,
                   (select extension.extname
                      from pg_depend as member
                      join pg_extension as extension
                        on extension.oid = member.refobjid
                     where member.classid = 'pg_class'::regclass
                       and member.objid = class.oid
                       and member.refclassid = 'pg_extension'::regclass
                       and member.deptype = 'e') as extension,
                   array(
                       select distinct depend.refobjid
                         from pg_depend as depend
                        where depend.classid = 'pg_rewrite'::regclass
                          and depend.objid = rule.oid
                          and depend.refclassid = 'pg_class'::regclass
                          and depend.refobjid <> class.oid) as uses,
                   array(
                       select format(
                                  'null::%s%s as %I',
                                  format_type(attribute.atttypid, attribute.atttypmod),
                                  case
                                      when attribute.attcollation <> type.typcollation
                                      then ' collate ' || attribute.attcollation::regcollation
                                  end,
                                  attribute.attname)
                         from pg_attribute as attribute
                         join pg_type as type
                           on type.oid = attribute.atttypid
                        where attribute.attrelid = class.oid
                          and attribute.attnum > 0
                        order by attribute.attnum) as columns,
                   coalesce(
                       (select string_agg(
                                   format(
                                       '%I=%L',
                                       split_part(option, '=', 1),
                                       substr(option, strpos(option, '=') + 1)),
                                   ', '
                                   order by number)
                          from unnest(class.reloptions) with ordinality as each (option, number)),
                       '') as options,
                   rtrim(pg_get_viewdef(class.oid), ';') as definition
              from concerned
              join pg_class as class
                on class.oid = concerned.view
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
              join pg_rewrite as rule
                on rule.ev_class = class.oid
               and rule.rulename = '_RETURN'
              left join direct
                on direct.view = class.oid
             order by namespace.nspname, class.relname""";

    private final JdbcClient jdbc;

    ViewReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Each after those that it reads.
     *
     * @param ours made by pgretype for the next swap: they are none of these
     */
    List<View> of(List<Anchor> anchors, List<ViewTwin> ours) {
        Set<QualifiedName> names = ours.stream().map(ViewTwin::name).collect(Collectors.toSet());
        List<Long> relations = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        anchors.forEach(anchor -> anchor.columns().forEach(number -> {
            relations.add(anchor.relation());
            numbers.add(number);
        }));
        return numbers.isEmpty()
                ? List.of()
                : inOrder(jdbc
                        .sql(VIEWS)
                        .param("relations", relations)
                        .param("numbers", numbers)
                        .query((row, number) -> view(row))
                        .list()
                        .stream()
                        .filter(view -> !names.contains(view.name()))
                        .toList());
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                row.getLong("oid"),
                QualifiedName.of(row.getString("nspname"), row.getString("relname")),
                row.getString("owner"),
                row.getBoolean("materialized"),
                row.getBoolean("bound"),
                row.getBoolean("by_key"),
                Optional.ofNullable(row.getString("extension")),
                Arrays.stream((Object[]) array(row, "uses"))
                        .map(oid -> ((Number) oid).longValue())
                        .toList(),
                List.of((String[]) array(row, "columns")),
                row.getString("options"),
                row.getString("definition"),
                Optional.empty());
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    private static List<View> inOrder(List<View> views) {
        List<View> left = new ArrayList<>(views);
        List<View> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Long> missing = left.stream().map(View::oid).toList();
            List<View> next = left.stream()
                    .filter(view -> view.uses().stream().noneMatch(missing::contains))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("views that read each other: "
                        + left.stream().map(View::text).collect(Collectors.joining(", ")));
            }
            ordered.addAll(next);
            left.removeAll(next);
        }
        return ordered;
    }
}
