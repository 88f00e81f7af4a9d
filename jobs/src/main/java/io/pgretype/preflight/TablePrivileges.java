package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To alter the table takes ownership; the backfill reads and updates it; its new indexes go into its schema. */
final class TablePrivileges {

    private static final String MISSING = """
            with subject as (
                select class.oid,
                       format('%I.%I', namespace.nspname, class.relname) as name,
                       pg_has_role(class.relowner, 'usage') as owned,
                       quote_ident(owner.rolname) as owner,
                       owner.rolsuper as superuser_owns,
                       namespace.oid as schema,
                       quote_ident(namespace.nspname) as schema_name,
                       quote_ident(current_user) as role
                  from pg_class as class
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                  join pg_roles as owner
                    on owner.oid = class.relowner
                 where class.oid = :table),
            needed (held, lack, remedy) as (
                select owned,
                       format('%s is no member of %s, which owns the table', role, owner),
                       -- Nobody should be made a member of a superuser.
                       case
                           when superuser_owns then format('alter table %s owner to %s', name, role)
                           else format('grant %s to %s', owner, role)
                       end
                  from subject
                 union all
                select not owned or has_table_privilege(oid, privilege),
                       format('no %s on the table', upper(privilege)),
                       format('grant %s on %s to %s', privilege, name, role)
                  from subject
                 cross join unnest(array['select', 'update', 'trigger']) as privilege
                 union all
                select has_schema_privilege(schema, 'usage'),
                       format('no USAGE on schema %s', schema_name),
                       format('grant usage on schema %s to %s', schema_name, role)
                  from subject
                 union all
                select not :indexed or has_schema_privilege(schema, 'create'),
                       format('no CREATE on schema %s, where new indexes go', schema_name),
                       format('grant create on schema %s to %s', schema_name, role)
                  from subject
                 union all
                select distinct
                       has_tablespace_privilege(tablespace.oid, 'create'),
                       format('no CREATE on tablespace %I, where new indexes go', tablespace.spcname),
                       format('grant create on tablespace %I to %s', tablespace.spcname, role)
                  from subject
                  join pg_index as index
                    on index.indrelid = subject.oid
                   -- A column number of 0 is an expression, perhaps over the columns.
                   and index.indkey::int[] && array[0, :columns]
                  join pg_class as class
                    on class.oid = index.indexrelid
                  join pg_tablespace as tablespace
                    on tablespace.oid = class.reltablespace)
            select lack, remedy
              from needed
             where not held""";

    private TablePrivileges() {}

    static List<MissingPrivilege> missing(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(MISSING)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .param("indexed", !subject.dependents().of(Kind.INDEX).isEmpty())
                .query(MissingPrivilege.class)
                .list();
    }
}
