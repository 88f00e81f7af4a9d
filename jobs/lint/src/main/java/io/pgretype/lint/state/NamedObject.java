package io.pgretype.lint.state;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What old code may name or rely on, beside relations: types, functions, labels of enums, policies, privileges, sequences'
 * steps, schemas.
 *
 * @param kind {@code type}, {@code function} …
 * @param oid of the object, 0 if it has none
 * @param name with its schema and all that tells it from others
 * @param shape what about it old code relies on: a function's result, a sequence's step
 */
public record NamedObject(String kind, long oid, String name, String shape) {

    static final String QUERY = """
            select 'type' as kind,
                   t.oid::bigint,
                   format('%I.%I', n.nspname, t.typname) as name,
                   case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range type' else 'type' end as shape
              from pg_type t
              join pg_namespace n on n.oid = t.typnamespace
              left join pg_class c on c.oid = t.typrelid
             where t.oid >= 16384
               and t.typtype in ('e', 'd', 'c', 'r')
               and (c.oid is null or c.relkind = 'c')
             union all
            select 'label', e.oid, format('%I.%I', n.nspname, t.typname), e.enumlabel
              from pg_enum e
              join pg_type t on t.oid = e.enumtypid
              join pg_namespace n on n.oid = t.typnamespace
             union all
            select 'function',
                   p.oid,
                   format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
                   coalesce(pg_get_function_result(p.oid), 'procedure')
              from pg_proc p
              join pg_namespace n on n.oid = p.pronamespace
             where p.oid >= 16384
               and n.nspname not like 'pg_temp%'
               and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
               and not exists (select from pg_depend d
                                where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
             union all
            select 'policy',
                   p.oid,
                   format('%s on %s', quote_ident(p.polname), p.polrelid::regclass),
                   concat_ws(' ',
                             case when p.polpermissive then 'permissive' else 'restrictive' end,
                             p.polcmd,
                             (select string_agg(coalesce(quote_ident(r.rolname), 'public'), ', ' order by r.rolname)
                                from unnest(p.polroles) as role (oid)
                                left join pg_roles r on r.oid = role.oid),
                             'using ' || pg_get_expr(p.polqual, p.polrelid),
                             'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
              from pg_policy p
             union all
            select 'sequence', s.seqrelid, format('%I.%I', n.nspname, c.relname),
                   format('%s, increment by %s, from %s to %s', s.seqtypid::regtype, s.seqincrement, s.seqmin, s.seqmax)
              from pg_sequence s
              join pg_class c on c.oid = s.seqrelid
              join pg_namespace n on n.oid = c.relnamespace
             where c.relpersistence <> 't'
             union all
            select 'owned sequence', s.seqrelid, '', ''
              from pg_sequence s
              join pg_depend d
                on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.deptype in ('a', 'i') and d.refobjsubid > 0
             union all
            select 'privilege',
                   0,
                   format('%s on %s to %s', a.privilege_type, o.name, coalesce(quote_ident(r.rolname), 'public')),
                   o.name
              from (select format('%s %I.%I', case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname, c.relname) as name,
                           coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's'::"char" else 'r'::"char" end, c.relowner)) as acl
                      from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                     where c.oid >= 16384
                       and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                       and c.relpersistence <> 't'
                     union all
                    select format('column %I of table %I.%I', t.attname, n.nspname, c.relname), t.attacl
                      from pg_attribute t
                      join pg_class c on c.oid = t.attrelid
                      join pg_namespace n on n.oid = c.relnamespace
                     where t.attacl is not null
                       and t.attrelid >= 16384
                       and not t.attisdropped
                     union all
                    select format('function %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
                           coalesce(p.proacl, acldefault('f', p.proowner))
                      from pg_proc p
                      join pg_namespace n on n.oid = p.pronamespace
                     where p.oid >= 16384
                       and n.nspname not like 'pg_temp%'
                     union all
                    select format('schema %I', n.nspname), coalesce(n.nspacl, acldefault('n', n.nspowner))
                      from pg_namespace n
                     where (n.oid >= 16384 or n.nspname = 'public')
                       and n.nspname not like 'pg_%'
                     union all
                    select format('type %I.%I', n.nspname, t.typname), t.typacl
                      from pg_type t
                      join pg_namespace n on n.oid = t.typnamespace
                     where t.typacl is not null
                       and t.oid >= 16384) o
             cross join aclexplode(o.acl) a
              left join pg_roles r on r.oid = a.grantee
             where r.rolsuper is not true
            """;

    static NamedObject of(ResultSet row) throws SQLException {
        return new NamedObject(
                row.getString("kind"), row.getLong("oid"), row.getString("name"), row.getString("shape"));
    }
}
