package io.pgretype.lint.state;

/** More of what {@link NamedObject} holds: names that statements use without a table, and who is a member of which role. */
final class NamesInStatements {

    /** An attribute is {@code used} where more of them would make too short what old code gives for a whole value. */
    private static final String ATTRIBUTES = """
            select 'attribute' as kind,
                   a.attnum::bigint as oid,
                   format('%I of %I.%I', a.attname, n.nspname, c.relname) as name,
                   concat_ws(' ',
                             format_type(a.atttypid, a.atttypmod),
                             case when exists (select from pg_depend d
                                                where d.refclassid = 'pg_type'::regclass
                                                  and d.refobjid in (t.oid, t.typarray)
                                                  and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass)
                                                  and d.deptype = 'n') then '(used)' end) as shape
              from pg_attribute a
              join pg_class c on c.oid = a.attrelid
              join pg_namespace n on n.oid = c.relnamespace
              join pg_type t on t.oid = c.reltype
             where c.relkind = 'c'
               and c.oid >= 16384
               and a.attnum > 0
               and not a.attisdropped
            """;

    /** How a function may be called with fewer parameters than it has. */
    private static final String CALLS = """
            select 'call',
                   p.oid,
                   format('%I.%I(%s)', n.nspname, p.proname,
                          (select string_agg(concat_ws(' ', quote_ident(nullif(p.proargnames[k], '')), format_type(p.proargtypes[k - 1], null)),
                                             ', ' order by k)
                             from generate_series(1, count) as k)),
                   coalesce(pg_get_function_result(p.oid), 'procedure')
              from pg_proc p
              join pg_namespace n on n.oid = p.pronamespace
             cross join generate_series(p.pronargs - p.pronargdefaults, p.pronargs - 1) as count
             where p.oid >= 16384
               and p.pronargdefaults > 0
               and n.nspname not like 'pg_temp%'
               and (p.proargmodes is null or not p.proargmodes && '{o,b,v}')
            """;

    private static final String NAMES = """
            select 'name', c.oid, format('collation %I.%I', n.nspname, c.collname), ''
              from pg_collation c
              join pg_namespace n on n.oid = c.collnamespace
             where c.oid >= 16384
             union all
            select 'name', o.oid,
                   format('operator %I.%s (%s, %s)', n.nspname, o.oprname,
                          case when o.oprleft = 0 then 'none' else format_type(o.oprleft, null) end, format_type(o.oprright, null)), ''
              from pg_operator o
              join pg_namespace n on n.oid = o.oprnamespace
             where o.oid >= 16384
             union all
            select 'name', c.oid, format('cast (%s as %s)', format_type(c.castsource, null), format_type(c.casttarget, null)), ''
              from pg_cast c
             where c.oid >= 16384
               and not exists (select from pg_depend d
                                where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype = 'i')
             union all
            select 'name', c.oid, format('text search configuration %I.%I', n.nspname, c.cfgname), ''
              from pg_ts_config c
              join pg_namespace n on n.oid = c.cfgnamespace
             where c.oid >= 16384
            """;

    private static final String MEMBERS = """
            select 'membership', 0, format('%I to %I', g.rolname, r.rolname), ''
              from pg_auth_members m
              join pg_roles g on g.oid = m.roleid
              join pg_roles r on r.oid = m.member
             where not r.rolsuper
               and r.oid >= 16384
            """;

    /** Tables whose updates and deletes are published, and whose rows subscribers could not tell apart. */
    private static final String UNIDENTIFIED = """
            select 'unidentified', c.oid, format('%I.%I', n.nspname, c.relname), ''
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.oid >= 16384
               and c.relkind = 'r'
               and exists (select from pg_publication)
               and exists (select
                             from pg_publication_tables t
                             join pg_publication p on p.pubname = t.pubname
                            where (p.pubupdate or p.pubdelete)
                              and t.schemaname = n.nspname
                              and t.tablename = c.relname)
               and c.relreplident <> 'f'
               and not exists (select
                                 from pg_index i
                                where i.indrelid = c.oid
                                  and i.indisvalid
                                  and ((c.relreplident = 'd' and i.indisprimary) or (c.relreplident = 'i' and i.indisreplident)))
            """;

    static final String QUERY = String.join(" union all ", ATTRIBUTES, CALLS, NAMES, MEMBERS, UNIDENTIFIED);

    private NamesInStatements() {}
}
