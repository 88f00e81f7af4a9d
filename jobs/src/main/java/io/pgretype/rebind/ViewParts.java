package io.pgretype.rebind;

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
                       own_default.adnum,
                       format(
                           'alter view %s alter column %I set default %s',
                           name,
                           attribute.attname,
                           pg_get_expr(own_default.adbin, own_default.adrelid))
                  from view
                  join pg_attrdef as own_default
                    on own_default.adrelid = view.oid
                  join pg_attribute as attribute
                    on attribute.attrelid = view.oid
                   and attribute.attnum = own_default.adnum
                 union all
                select 3,
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
                select 4,
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
                select 5,
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

    /** A rule may use views that are dropped too: they go first, and come last. */
    private static final String RULES = """
            select format('rule %I on %s', rule.rulename, rule.ev_class::regclass) as name,
                   rtrim(pg_get_ruledef(rule.oid), ';') as definition,
                   format(
                       'comment on rule %I on %s is %L',
                       rule.rulename,
                       rule.ev_class::regclass,
                       obj_description(rule.oid, 'pg_rewrite')) as comment,
                   obj_description(rule.oid, 'pg_rewrite') is not null as commented
              from pg_rewrite as rule
             where rule.ev_class = :view
               and rule.rulename <> '_RETURN'
             order by rule.rulename""";

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
    private final ViewGrants grants;

    ViewParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.extensions = new OnExtensions(jdbc);
        this.grants = new ViewGrants(jdbc);
    }

    private record Rule(String name, String definition, String comment, boolean commented) {}

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

    List<Bound> rulesOf(View view) {
        return jdbc.sql(RULES).param("view", view.oid()).query(Rule.class).list().stream()
                .map(rule -> new Bound(
                        new BoundObject(rule.name(), view.owner()),
                        List.of(view.name()),
                        List.of("drop " + rule.name()),
                        rule.commented() ? List.of(rule.definition(), rule.comment()) : List.of(rule.definition()),
                        List.of()))
                .toList();
    }
}
