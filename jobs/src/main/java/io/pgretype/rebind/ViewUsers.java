package io.pgretype.rebind;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What depends on a view, other views aside, and would have to go with it. */
final class ViewUsers {

    private static final String USERS = """
            with type as (
                select row_type.oid,
                       row_type.typarray
                  from pg_class as class
                  join pg_type as row_type
                    on row_type.oid = class.reltype
                 where class.oid = :view)
            select distinct
                   object.type || ' ' || object.identity as name
              from type
              join pg_depend as depend
                on depend.refclassid = 'pg_class'::regclass and depend.refobjid = :view
                or depend.refclassid = 'pg_type'::regclass and depend.refobjid in (type.oid, type.typarray)
              left join pg_rewrite as rule
                on depend.classid = 'pg_rewrite'::regclass
               and rule.oid = depend.objid
              left join pg_trigger as trigger
                on depend.classid = 'pg_trigger'::regclass
               and trigger.oid = depend.objid
              left join pg_attrdef as own_default
                on depend.classid = 'pg_attrdef'::regclass
               and own_default.oid = depend.objid
              left join pg_index as index
                on depend.classid = 'pg_class'::regclass
               and index.indexrelid = depend.objid
              left join pg_class as toast
                on depend.classid = 'pg_class'::regclass
               and toast.oid = depend.objid
               and toast.relkind = 't'
             cross join pg_identify_object(depend.classid, depend.objid, depend.objsubid) as object
             where rule.rulename is distinct from '_RETURN'
               and rule.ev_class is distinct from :view
               and trigger.tgrelid is distinct from :view
               and own_default.adrelid is distinct from :view
               and index.indrelid is distinct from :view
               and toast.oid is null
               and depend.classid <> 'pg_statistic_ext'::regclass
               -- These are made again too, as long as they read its rows and do not have its type.
               and not (depend.classid in ('pg_policy'::regclass, 'pg_proc'::regclass, 'pg_rewrite'::regclass)
                        and depend.refclassid = 'pg_class'::regclass)
               and not (depend.classid = 'pg_type'::regclass and depend.objid in (type.oid, type.typarray))
             order by name""";

    private final JdbcClient jdbc;

    ViewUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For people: {@code function public.total(sizes)}. */
    List<String> of(View view) {
        return jdbc.sql(USERS).param("view", view.oid()).query(String.class).list();
    }
}
