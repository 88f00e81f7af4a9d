package io.pgretype.preflight;

import io.pgretype.mirror.Mirror;
import io.pgretype.preflight.Dependent.Kind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that pg_depend knows to depend on the columns that are to change, except our own triggers; sorted by name.
 *
 * <p>What uses the whole row ({@code old.*}) does not depend on a column; {@link WholeRow} looks at that.
 */
record Dependents(List<Dependent> all) {

    /** One row an object; a view by its own name, not its rule's, and a generated column not by its default's. */
    private static final String DEPENDENTS = """
            with used as (
                select attribute.attname,
                       attribute.attnum as number,
                       depend.deptype,
                       depend.classid,
                       depend.objid,
                       depend.objsubid
                  from pg_depend as depend
                  join pg_attribute as attribute
                    on attribute.attrelid = depend.refobjid
                   and attribute.attnum = depend.refobjsubid
                 where depend.refclassid = 'pg_class'::regclass
                   and depend.refobjid = :table
                   and depend.refobjsubid in (:columns)
                union
                -- By way of a key: group by it, or on conflict on constraint.
                select attribute.attname,
                       attribute.attnum as number,
                       depend.deptype,
                       depend.classid,
                       depend.objid,
                       depend.objsubid
                  from pg_constraint as key
                  join pg_depend as depend
                    on depend.refclassid = 'pg_constraint'::regclass
                   and depend.refobjid = key.oid
                   and depend.deptype = 'n'
                  join pg_attribute as attribute
                    on attribute.attrelid = key.conrelid
                   and attribute.attnum = any (key.conkey)
                   and attribute.attnum in (:columns)
                 where key.conrelid = :table
                   and key.contype in ('p', 'u')),
            user_of_column as (
                select depend.attname,
                       depend.deptype,
                       constraint_.contype,
                       index.indisexclusion,
                       own_default.adnum = depend.number as is_own_default,
                       case
                           when rule.rulename = '_RETURN' or own_default.oid is not null
                           then 'pg_class'::regclass
                           else depend.classid
                       end as classid,
                       case
                           when rule.rulename = '_RETURN' then rule.ev_class
                           when own_default.oid is not null then own_default.adrelid
                           else depend.objid
                       end as objid,
                       coalesce(own_default.adnum, depend.objsubid) as objsubid
                  from used as depend
                  left join pg_constraint as constraint_
                    on depend.classid = 'pg_constraint'::regclass
                   and constraint_.oid = depend.objid
                  left join pg_index as index
                    on index.indexrelid = constraint_.conindid
                  left join pg_rewrite as rule
                    on depend.classid = 'pg_rewrite'::regclass
                   and rule.oid = depend.objid
                  left join pg_attrdef as own_default
                    on depend.classid = 'pg_attrdef'::regclass
                   and own_default.oid = depend.objid
                  left join pg_trigger as trigger
                    on depend.classid = 'pg_trigger'::regclass
                   and trigger.oid = depend.objid
                 where coalesce(trigger.tgname not in (:ours), true)),
            dependent as (
                select user_of_column.attname,
                       case
                           when is_own_default then 'CARRIED'
                           when contype = 'f' then 'CARRIED'
                           when contype = 'x' or indisexclusion then 'EXCLUSION'
                           when contype in ('p', 'u') then 'INDEX'
                           when contype in ('c', 'n') then 'CARRIED'
                           when object.type = 'index' then 'INDEX'
                           when object.type = 'statistics object' then 'CARRIED'
                           when object.type = 'sequence' and deptype = 'i' then 'IDENTITY'
                           when object.type = 'sequence' and deptype = 'a' then 'OWNED_SEQUENCE'
                           when object.type = 'table column' and objid = :table
                           then case
                               when exists (
                                        select
                                          from pg_attribute as generated
                                         where generated.attrelid = :table
                                           and generated.attnum = objsubid
                                           and generated.attgenerated = 'v'
                                           and not generated.attnotnull)
                                    -- The server does not give a virtual column another expression there.
                                    and not exists (
                                        select
                                          from pg_constraint
                                         where conrelid = :table
                                           and pg_constraint.contype = 'c')
                                    and not exists (
                                        select
                                          from pg_publication_rel
                                         where prrelid = :table)
                               then 'CARRIED'
                               else 'GENERATED_COLUMN'
                           end
                           when object.type in ('view', 'materialized view') then 'VIEW'
                           when object.type in ('policy', 'trigger', 'rule', 'function', 'procedure', 'publication relation')
                           then 'CARRIED'
                           else 'UNKNOWN'
                       end as kind,
                       coalesce(
                           case object.type
                               when 'table constraint' then 'constraint'
                               when 'table column' then 'column'
                               when 'publication relation' then 'table'
                               else object.type
                           end || ' ' || object.identity,
                           format('object %s of %s', objid, classid::regclass)) as name
                  from user_of_column
                 cross join pg_identify_object(classid, objid, objsubid) as object)
            select kind,
                   name,
                   string_agg(distinct quote_ident(attname), ', ') as columns
              from dependent
             group by kind, name
             order by name""";

    Dependents {
        all = List.copyOf(all);
    }

    static Dependents read(long table, List<Integer> columns, JdbcClient jdbc) {
        return new Dependents(jdbc.sql(DEPENDENTS)
                .param("table", table)
                .param("columns", columns)
                .param("ours", Mirror.TRIGGERS)
                .query(Dependent.class)
                .list());
    }

    List<Dependent> of(Kind kind) {
        return all.stream().filter(dependent -> dependent.kind() == kind).toList();
    }

    /** For messages. */
    List<String> textsOf(Kind kind) {
        return of(kind).stream().map(Dependent::text).toList();
    }
}
