package io.pgretype.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A short text that changes whenever a table's definition does: columns and their traits, indexes, constraints, triggers
 * and their functions, or anything that depends on it. What a gate found stands, under the lock, if the fingerprint is the same.
 */
public final class TableFingerprint {

    private static final String FINGERPRINTS = """
            select whole.oid,
                   string_agg(fingerprint.text, ' ' order by root.oid) as text
              from unnest(array[:tables]::oid[]) as whole (oid)
             cross join lateral (
                 select relid::oid as oid
                   from pg_partition_tree(whole.oid)
                  union
                 select whole.oid) as root
             cross join lateral (
                 with recursive view_on_table (oid) as (
                     -- And on those, to any depth.
                     select rule.ev_class
                       from pg_depend as depend
                       join pg_rewrite as rule
                         on rule.oid = depend.objid
                      where depend.classid = 'pg_rewrite'::regclass
                        and depend.refclassid = 'pg_class'::regclass
                        and depend.refobjid = root.oid
                        and rule.ev_class <> root.oid
                      union
                     select rule.ev_class
                       from view_on_table as view
                       join pg_depend as depend
                         on depend.classid = 'pg_rewrite'::regclass
                        and depend.refclassid = 'pg_class'::regclass
                        and depend.refobjid = view.oid
                       join pg_rewrite as rule
                         on rule.oid = depend.objid),
                 fact as (
                     select 'view' as kind,
                            concat_ws(' ', class.oid, class.xmin, fact.text) as fact
                       from view_on_table
                       join pg_class as class
                         on class.oid = view_on_table.oid
                        and class.relkind in ('v', 'm')
                      cross join lateral (
                          select concat_ws(' ', 'a', attname, xmin)
                            from pg_attribute
                           where attrelid = class.oid
                             and attnum > 0
                           union all
                          select concat_ws(' ', 'r', rulename, xmin)
                            from pg_rewrite
                           where ev_class = class.oid
                           union all
                          select concat_ws(' ', 't', tgname, xmin)
                            from pg_trigger
                           where tgrelid = class.oid
                           union all
                          select concat_ws(' ', 'd', adnum, xmin)
                            from pg_attrdef
                           where adrelid = class.oid
                           union all
                          select concat_ws(' ', 'c', objsubid, xmin)
                            from pg_description
                           where classoid = 'pg_class'::regclass
                             and objoid = class.oid
                           union all
                          select concat_ws(' ', 'u', classid, objid)
                            from pg_depend
                           where refclassid = 'pg_class'::regclass
                             and refobjid = class.oid
                              or refclassid = 'pg_type'::regclass
                             and refobjid = class.reltype) as fact (text)
                     union all
                     select 'column',
                            concat_ws(' ', attnum, attname, xmin)
                       from pg_attribute
                      where attrelid = root.oid
                        and attnum > 0
                     union all
                     select 'dependent',
                            concat_ws(' ', classid, objid, objsubid, refobjsubid, deptype)
                       from pg_depend
                      where refclassid = 'pg_class'::regclass
                        and refobjid = root.oid
                     union all
                     -- What depends on the table, as it is defined, and the names by which it knows all that it uses.
                     select 'definition',
                            concat_ws(
                                ' ', used.objid, policy.xmin, rule.xmin, trigger.xmin, function.xmin, publication.xmin,
                                description.xmin, class.oid, class.relname, class.relnamespace, attribute.attname)
                       from pg_depend as used
                       left join pg_policy as policy
                         on used.classid = 'pg_policy'::regclass
                        and policy.oid = used.objid
                       left join pg_rewrite as rule
                         on used.classid = 'pg_rewrite'::regclass
                        and rule.oid = used.objid
                       left join pg_trigger as trigger
                         on used.classid = 'pg_trigger'::regclass
                        and trigger.oid = used.objid
                       left join pg_proc as function
                         on used.classid = 'pg_proc'::regclass
                        and function.oid = used.objid
                       left join pg_publication_rel as publication
                         on used.classid = 'pg_publication_rel'::regclass
                        and publication.oid = used.objid
                       left join pg_description as description
                         on description.classoid = used.classid
                        and description.objoid = used.objid
                       join pg_depend as other
                         on other.classid = used.classid
                        and other.objid = used.objid
                        and other.refclassid = 'pg_class'::regclass
                       join pg_class as class
                         on class.oid = other.refobjid
                       left join pg_attribute as attribute
                         on attribute.attrelid = other.refobjid
                        and attribute.attnum = other.refobjsubid
                        and other.refobjsubid > 0
                      where used.refclassid = 'pg_class'::regclass
                        and used.refobjid = root.oid
                        and used.classid in (
                                'pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_proc'::regclass,
                                'pg_publication_rel'::regclass)
                     union all
                     select 'index',
                            concat_ws(' ', indexrelid, indisvalid, indisclustered, indisreplident)
                       from pg_index
                      where indrelid = root.oid
                     union all
                     select 'constraint',
                            -- One that is altered has another xmin.
                            concat_ws(' ', oid, conname, convalidated, xmin)
                       from pg_constraint
                      where conrelid = root.oid
                         or confrelid = root.oid
                     union all
                     select 'comment',
                            concat_ws(' ', description.objoid, description.xmin)
                       from pg_constraint as con
                       join pg_description as description
                         on description.classoid = 'pg_constraint'::regclass
                        and description.objoid = con.oid
                      where con.conrelid = root.oid
                     union all
                     select 'trigger',
                            -- A trigger that was disabled and enabled again has another xmin.
                            concat_ws(' ', trigger.oid, trigger.tgname, trigger.xmin, function.oid, function.xmin)
                       from pg_trigger as trigger
                       join pg_proc as function
                         on function.oid = trigger.tgfoid
                      where trigger.tgrelid = root.oid
                     union all
                     select 'relation',
                            concat_ws(' ', relname, relnamespace, relkind, relrowsecurity, relispartition)
                       from pg_class
                      where oid = root.oid)
                 select md5(string_agg(kind || ' ' || fact, E'\\n' order by kind, fact)) as text
                   from fact) as fingerprint
             group by whole.oid""";

    private final JdbcClient jdbc;

    public TableFingerprint(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of each table with its partitions, in one statement: most of its time is the server's planning. Takes no lock; some
     * milliseconds.
     */
    public Map<TableUnderChange, String> of(List<TableUnderChange> tables) {
        Map<Long, TableUnderChange> byOid =
                tables.stream().collect(Collectors.toMap(TableUnderChange::oid, table -> table));
        Map<TableUnderChange, String> all = new HashMap<>();
        jdbc.sql(FINGERPRINTS).param("tables", byOid.keySet()).query(row -> {
            all.put(byOid.get(row.getLong("oid")), row.getString("text"));
        });
        return all;
    }
}
