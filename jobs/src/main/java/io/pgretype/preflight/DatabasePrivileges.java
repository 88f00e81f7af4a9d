package io.pgretype.preflight;

import io.pgretype.change.Move;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger has a schema; conversions are tried on a temporary table; a column's type must be usable. */
final class DatabasePrivileges {

    private static final String MISSING = """
            with subject as (
                select database.oid,
                       quote_ident(database.datname) as name,
                       ledger.oid as ledger,
                       quote_ident(current_user) as role
                  from pg_database as database
                  left join pg_namespace as ledger
                    on ledger.nspname = 'pgretype'
                 where database.datname = current_database()),
            needed (held, lack, remedy) as (
                select ledger is not null or has_database_privilege(oid, 'create'),
                       format('no CREATE on database %s, for the schema pgretype', name),
                       format('grant create on database %s to %s', name, role)
                  from subject
                 union all
                select ledger is null or has_schema_privilege(ledger, privilege),
                       format('no %s on schema pgretype', upper(privilege)),
                       format('grant %s on schema pgretype to %s', privilege, role)
                  from subject
                 cross join unnest(array['usage', 'create']) as privilege
                 union all
                select has_database_privilege(oid, 'temporary'),
                       format('no TEMPORARY on database %s, to try the conversions', name),
                       format('grant temporary on database %s to %s', name, role)
                  from subject
                 union all
                select has_type_privilege(to_regtype(spelled), 'usage'),
                       format('no USAGE on type %s', object.identity),
                       format('grant usage on type %s to %s', object.identity, role)
                  from subject
                 cross join unnest(array[:types]) as new_type (spelled)
                 cross join pg_identify_object('pg_type'::regclass, to_regtype(spelled), 0) as object)
            select lack, remedy
              from needed
             where not held""";

    private DatabasePrivileges() {}

    static List<MissingPrivilege> missing(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(MISSING)
                .param(
                        "types",
                        subject.declared().moves().stream().map(Move::typeAlone).toList())
                .query(MissingPrivilege.class)
                .list();
    }
}
