package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes along with a view that is dropped and created again. To be read with an empty search_path. */
final class ViewParts {

    private static final String OWN = """
            with view as (
                select oid,
                       oid::regclass::text as name,
                       case relkind when 'm' then 'materialized view' else 'view' end as kind,
                       relowner
                  from pg_class
                 where oid = :view),
            part (place, number, sql) as (
                select 1,
                       0,
                       format('alter %s %s owner to %I', kind, name, pg_get_userbyid(relowner))
                  from view
                 union all
                select 2,
                       description.objsubid,
                       case
                           when attribute.attname is null
                           then format('comment on %s %s is %L', kind, name, description)
                           else format('comment on column %s.%I is %L', name, attribute.attname, description)
                       end
                  from view
                  join pg_description as description
                    on description.classoid = 'pg_class'::regclass
                   and description.objoid = view.oid
                  left join pg_attribute as attribute
                    on attribute.attrelid = view.oid
                   and attribute.attnum = description.objsubid
                   and attribute.attnum > 0
                 union all
                select 3,
                       label.objsubid,
                       case
                           when attribute.attname is null
                           then format('security label for %I on %s %s is %L', provider, kind, name, label)
                           else format(
                               'security label for %I on column %s.%I is %L', provider, name, attribute.attname, label)
                       end
                  from view
                  join pg_seclabel as label
                    on label.classoid = 'pg_class'::regclass
                   and label.objoid = view.oid
                  left join pg_attribute as attribute
                    on attribute.attrelid = view.oid
                   and attribute.attnum = label.objsubid
                   and attribute.attnum > 0
                 union all
                select 4,
                       row_number() over (order by trigger.tgname, part.number),
                       part.sql
                  from view
                  join pg_trigger as trigger
                    on trigger.tgrelid = view.oid
                   and not trigger.tgisinternal
                 cross join lateral (
                     select 1,
                            pg_get_triggerdef(trigger.oid)
                      union all
                     select 2,
                            format(
                                'comment on trigger %I on %s is %L',
                                trigger.tgname,
                                name,
                                obj_description(trigger.oid, 'pg_trigger'))
                      where obj_description(trigger.oid, 'pg_trigger') is not null) as part (number, sql))
            select sql
              from part
             order by place, number""";

    /**
     * A rule may use views that are dropped too: they go first, and come last. A literal of the column's type gets the type that
     * the column will have.
     */
    private static final String RULES_AND_DEFAULTS = """
            with view as (
                select class.oid,
                       class.relname as name,
                       format('%I.%I', namespace.nspname, class.relname) as full_name
                  from pg_class as class
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                 where class.oid = :view)
            select format('rule %I on %s', rule.rulename, full_name) as text,
                   definition as printed,
                   '' as head,
                   definition as wanted,
                   array[format('drop rule %I on %s', rule.rulename, full_name)] as loosen,
                   array_remove(
                       array[
                           format('comment on rule %I on %s is ', rule.rulename, full_name)
                               || quote_literal(obj_description(rule.oid, 'pg_rewrite'))],
                       null) as more,
                   -- The pretty definition names the view as the search_path has it.
                   case
                       when pg_table_is_visible(view.oid)
                       then array[rtrim(pg_get_ruledef(rule.oid, true), E';\\n ')]
                       else '{}'
                   end as trial
              from view
              join pg_rewrite as rule
                on rule.ev_class = view.oid
               and rule.rulename <> '_RETURN'
             cross join rtrim(pg_get_ruledef(rule.oid), ';') as definition
             union all
            select format('default of column %s.%I', full_name, attribute.attname),
                   expression,
                   format('alter view %s alter column %I set default ', full_name, attribute.attname),
                   wanted,
                   '{}',
                   '{}',
                   array[format('alter view pg_temp.%I alter column %I set default %s', name, attribute.attname, wanted)]
              from view
              join pg_attrdef as own_default
                on own_default.adrelid = view.oid
              join pg_attribute as attribute
                on attribute.attrelid = view.oid
               and attribute.attnum = own_default.adnum
             cross join pg_get_expr(own_default.adbin, own_default.adrelid) as expression
             cross join concat('::', format_type(attribute.atttypid, -1)) as cast_to_its_type
             cross join lateral (
                  select case
                             when right(expression, length(cast_to_its_type)) = cast_to_its_type
                              and left(expression, -length(cast_to_its_type)) ~ '^E?''([^'']|'''')*''$'
                             then left(expression, -length(cast_to_its_type))
                             else expression
                         end as wanted) as value
             order by text""";

    private static final String READERS = """
            select distinct
                   case
                       when item.grantee = 0 then 'public'
                       else quote_ident(pg_get_userbyid(item.grantee))
                   end as reader
              from pg_class as class
             cross join lateral (
                 select grantee,
                        privilege_type
                   from aclexplode(class.relacl)
                  union all
                 select of_column.grantee,
                        of_column.privilege_type
                   from pg_attribute as attribute
                  cross join aclexplode(attribute.attacl) as of_column
                  where attribute.attrelid = class.oid) as item
             where class.oid = :view
               and item.privilege_type = 'SELECT'
               and item.grantee <> class.relowner
             order by reader""";

    private final JdbcClient jdbc;
    private final OnExtensions extensions;
    private final Remembered remembered;
    private final ViewGrants grants;

    ViewParts(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.extensions = new OnExtensions(jdbc);
        this.remembered = remembered;
        this.grants = new ViewGrants(jdbc);
    }

    /** Statements for when it is created again. */
    List<String> of(View view) {
        return Stream.of(
                        jdbc.sql(OWN)
                                .param("view", view.oid())
                                .query(String.class)
                                .list(),
                        extensions.of("pg_trigger", triggers(view)),
                        grants.of(view))
                .flatMap(List::stream)
                .toList();
    }

    private List<Long> triggers(View view) {
        return jdbc.sql("select oid from pg_trigger where tgrelid = :view")
                .param("view", view.oid())
                .query(Long.class)
                .list();
    }

    /** Roles that may read it or some of it, its owner aside. */
    List<String> readersOf(View view) {
        return jdbc.sql(READERS).param("view", view.oid()).query(String.class).list();
    }

    /** What it takes on disk, with its indexes. */
    long bytesOf(View view) {
        return jdbc.sql("select pg_total_relation_size(cast(:view as oid)::regclass)")
                .param("view", view.oid())
                .query(Long.class)
                .single();
    }

    /** What may be worded otherwise with other types. */
    List<Bound> rulesAndDefaultsOf(View view) {
        return jdbc.sql(RULES_AND_DEFAULTS)
                .param("view", view.oid())
                .query((row, number) -> bound(view, row))
                .list();
    }

    private Bound bound(View view, ResultSet row) throws SQLException {
        String text = row.getString("text");
        String printed = row.getString("printed");
        String wanted =
                remembered.of(text, printed).map(BoundDefinition::before).orElse(row.getString("wanted"));
        List<String> bind = new ArrayList<>(List.of(row.getString("head") + wanted));
        bind.addAll(texts(row, "more"));
        return new Bound(
                new BoundObject(text, view.owner()),
                printed,
                List.of(view.name()),
                texts(row, "loosen"),
                bind,
                texts(row, "trial"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
