package io.pgretype.preflight;

import io.pgretype.rebind.ChangedView;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What it takes to make a materialized view once more, besides what any view takes that is created again. */
final class MaterializedPrivileges {

    private static final String MISSING = """
            with tablespace as (
                select distinct
                       tablespace.spcname as name
                  from pg_tablespace as tablespace
                  join pg_class as class
                    on class.reltablespace = tablespace.oid
                  left join pg_index as index
                    on index.indexrelid = class.oid
                 where to_regclass(:view) in (class.oid, index.indrelid)),
            statistics as (
                select format('%s.%I', stxnamespace::regnamespace, stxname) as name,
                       stxnamespace as schema,
                       pg_get_userbyid(stxowner) as owner
                  from pg_statistic_ext
                 where stxrelid = to_regclass(:view)),
            needed (held, lack, remedy) as (
                select has_tablespace_privilege(name, 'create'),
                       format('no CREATE on tablespace %I, where materialized view %s is filled again', name, :view),
                       format('grant create on tablespace %I to %I', name, current_user)
                  from tablespace
                 union all
                select has_schema_privilege(schema, 'create'),
                       format('no CREATE on schema %s, where statistics %s are made again', schema::regnamespace, name),
                       format('grant create on schema %s to %I', schema::regnamespace, current_user)
                  from statistics
                 union all
                select has_schema_privilege(owner, schema, 'create'),
                       format(
                           'no CREATE on schema %s for %I, which owns statistics %s', schema::regnamespace, owner, name),
                       format('grant create on schema %s to %I', schema::regnamespace, owner)
                  from statistics
                 where owner <> current_user
                 union all
                select pg_has_role(
                           owner,
                           case
                               when current_setting('server_version_num')::integer >= 160000 then 'SET'
                               else 'MEMBER'
                           end),
                       format('%I may not become %I, which owns statistics %s', current_user, owner, name),
                       format('grant %I to %I', owner, current_user)
                  from statistics)
            select lack, remedy
              from needed
             where not held""";

    private MaterializedPrivileges() {}

    static List<MissingPrivilege> missing(ChangedView view, JdbcClient jdbc) {
        return jdbc.sql(MISSING)
                .param("view", view.name().sql())
                .query(MissingPrivilege.class)
                .list();
    }
}
