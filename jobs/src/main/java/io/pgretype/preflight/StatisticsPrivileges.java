package io.pgretype.preflight;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Extended statistics have a schema of their own, and may have another owner than their table. */
final class StatisticsPrivileges {

    private static final String MISSING = """
            with statistics as (
                select distinct
                       format('%I.%I', namespace.nspname, object.stxname) as name,
                       pg_has_role(object.stxowner, 'usage')
                           or object.stxowner = described.relowner as owned,
                       namespace.oid as schema,
                       quote_ident(namespace.nspname) as schema_name,
                       quote_ident(current_user) as role
                  from pg_statistic_ext as object
                  join pg_class as described
                    on described.oid = object.stxrelid
                  join pg_namespace as namespace
                    on namespace.oid = object.stxnamespace
                  join pg_depend as depend
                    on depend.classid = object.tableoid
                   and depend.objid = object.oid
                   and depend.refobjid = object.stxrelid
                   and depend.refobjsubid in (:columns)
                 where object.stxrelid = :table),
            needed (held, lack, remedy) as (
                select owned,
                       format('%s is no member of the role that owns statistics %s', role, name),
                       format('alter statistics %s owner to %s', name, role)
                  from statistics
                 union all
                select distinct
                       has_schema_privilege(schema, 'create'),
                       format('no CREATE on schema %s, where new statistics go', schema_name),
                       format('grant create on schema %s to %s', schema_name, role)
                  from statistics)
            select lack, remedy
              from needed
             where not held""";

    private StatisticsPrivileges() {}

    static List<MissingPrivilege> missing(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(MISSING)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(MissingPrivilege.class)
                .list();
    }
}
