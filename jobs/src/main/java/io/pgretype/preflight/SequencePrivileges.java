package io.pgretype.preflight;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To widen a sequence takes ownership, which that of its table is where it belongs to the column; to know where it is, SELECT. */
final class SequencePrivileges {

    private static final String MISSING = """
            with fed as (
                select depend.refobjid as sequence
                  from pg_attrdef as own_default
                  join pg_depend as depend
                    on depend.classid = 'pg_attrdef'::regclass
                   and depend.objid = own_default.oid
                   and depend.refclassid = 'pg_class'::regclass
                 where own_default.adrelid = :table
                   and own_default.adnum in (:columns)
                union
                select depend.objid
                  from pg_depend as depend
                 where depend.refclassid = 'pg_class'::regclass
                   and depend.refobjid = :table
                   and depend.refobjsubid in (:columns)
                   and depend.classid = 'pg_class'::regclass),
            subject as (
                select class.oid,
                       format('%I.%I', namespace.nspname, class.relname) as name,
                       pg_has_role(class.relowner, 'usage') as owned,
                       quote_ident(owner.rolname) as owner,
                       owner.rolsuper as superuser_owns,
                       sequence.seqtypid <> 'bigint'::regtype as may_widen,
                       namespace.oid as schema,
                       quote_ident(namespace.nspname) as schema_name,
                       quote_ident(current_user) as role
                  from fed
                  join pg_sequence as sequence
                    on sequence.seqrelid = fed.sequence
                  join pg_class as class
                    on class.oid = sequence.seqrelid
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                  join pg_roles as owner
                    on owner.oid = class.relowner),
            needed (held, lack, remedy) as (
                select owned or not may_widen,
                       format('%s is no member of %s, which owns sequence %s', role, owner, name),
                       -- Nobody should be made a member of a superuser.
                       case
                           when superuser_owns then format('alter sequence %s owner to %s', name, role)
                           else format('grant %s to %s', owner, role)
                       end
                  from subject
                union all
                select has_schema_privilege(schema, 'usage') or not may_widen,
                       format('no USAGE on schema %s', schema_name),
                       format('grant usage on schema %s to %s', schema_name, role)
                  from subject
                union all
                select not owned or has_sequence_privilege(oid, 'select'),
                       format('no SELECT on sequence %s', name),
                       format('grant select on sequence %s to %s', name, role)
                  from subject)
            select lack, remedy
              from needed
             where not held""";

    /** The sequence of an identity column is made again, in the table's schema. */
    private static final String SCHEMA = """
            select format('no CREATE on schema %I, where the sequence of an identity column goes', namespace.nspname) as lack,
                   format('grant create on schema %I to %I', namespace.nspname, current_user) as remedy
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where class.oid = :table
               and not has_schema_privilege(namespace.oid, 'create')""";

    private SequencePrivileges() {}

    static List<MissingPrivilege> missing(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(MISSING)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(MissingPrivilege.class)
                .list();
    }

    static List<MissingPrivilege> missingForIdentity(Subject subject, JdbcClient jdbc) {
        return subject.columns().stream().noneMatch(MovedColumn::identity)
                ? List.of()
                : jdbc.sql(SCHEMA)
                        .param("table", subject.oid())
                        .query(MissingPrivilege.class)
                        .list();
    }
}
