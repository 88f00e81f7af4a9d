package io.pgretype.testkit;

import java.util.stream.Stream;

/** What holds for a table, view, index or sequence as a whole, and what hangs on it. */
final class RelationFacts {

    private static final String RELATIONS = """
            select format('relation %s: %s', c.oid::regclass, fact.text)
            from pg_class c
            cross join lateral (
              values
                ('kind ' || c.relkind::text),
                ('owner ' || quote_ident(pg_get_userbyid(c.relowner))),
                ('persistence ' || c.relpersistence::text),
                ((select 'access method ' || quote_ident(amname) from pg_am where oid = c.relam)),
                ((select 'tablespace ' || quote_ident(spcname) from pg_tablespace where oid = c.reltablespace)),
                ('options ' || (select string_agg(o, ', ' order by o) from unnest(c.reloptions) o)),
                ((
                  select 'toast options ' || string_agg(o, ', ' order by o)
                  from pg_class toast
                  cross join unnest(toast.reloptions) o
                  where toast.oid = c.reltoastrelid
                )),
                (case when c.relrowsecurity then 'row security' end),
                (case when c.relforcerowsecurity then 'row security for its owner too' end),
                (case when c.relkind in ('r', 'p', 'm') then 'replica identity ' || c.relreplident::text end),
                (case when c.relkind in ('v', 'm') then 'query ' || pg_get_viewdef(c.oid) end),
                ('type ' || nullif(c.reloftype, 0)::regtype::text),
                ('partition key ' || pg_get_partkeydef(c.oid)),
                ('partition ' || pg_get_expr(c.relpartbound, c.oid)),
                ((
                  select 'inherits ' || string_agg(inhparent::regclass::text, ', ' order by inhseqno)
                  from pg_inherits
                  where inhrelid = c.oid
                ))
            ) fact(text)
            where pg_temp.is_dumped(c.relnamespace)
              and not pg_temp.is_of_extension('pg_class', c.oid)
              and fact.text is not null
            order by c.oid::regclass::text, fact.text
            """;

    private static final String SEQUENCES = """
            select format('sequence %s: %s', s.seqrelid::regclass, fact.text)
            from pg_sequence s
            join pg_class c on c.oid = s.seqrelid
            cross join lateral (
              values
                ('type ' || s.seqtypid::regtype),
                (format('start %s increment %s cache %s', s.seqstart, s.seqincrement, s.seqcache)),
                (format('from %s to %s', s.seqmin, s.seqmax)),
                (case when s.seqcycle then 'cycle' end),
                ((
                  select format(
                    '%s %s.%I',
                    case d.deptype when 'i' then 'identity of' else 'owned by' end,
                    a.attrelid::regclass,
                    a.attname)
                  from pg_depend d
                  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                  where d.classid = 'pg_class'::regclass
                    and d.refclassid = 'pg_class'::regclass
                    and d.objid = s.seqrelid
                    and d.deptype in ('a', 'i')
                ))
            ) fact(text)
            where pg_temp.is_dumped(c.relnamespace)
              and not pg_temp.is_of_extension('pg_class', c.oid)
              and fact.text is not null
            order by s.seqrelid::regclass::text, fact.text
            """;

    /** Since PostgreSQL 18, NOT NULL is among them. */
    private static final String CONSTRAINTS = """
            select format('constraint %I on %s: %s', con.conname, owner.name, fact.text)
            from pg_constraint con
            cross join lateral (
              select case
                when con.contypid <> 0 then con.contypid::regtype::text
                else con.conrelid::regclass::text
              end
            ) owner(name)
            cross join lateral (
              select exists (select from pg_class where oid = con.conrelid and relispartition)
            ) owned(is_partition)
            -- Before PostgreSQL 18 VALIDATE marks only those that the table itself has.
            cross join lateral (
              select current_setting('server_version_num')::integer < 180000
                and exists (
                  select from pg_constraint parent
                  where parent.oid = con.conparentid and con.contype = 'f' and parent.conrelid = con.conrelid
                )
            ) by_referenced(partition)
            cross join lateral (
              values
                (case
                  when by_referenced.partition then replace(pg_get_constraintdef(con.oid), ' NOT VALID', '')
                  else pg_get_constraintdef(con.oid)
                end),
                (case when not con.convalidated and not by_referenced.partition then 'not validated' end),
                -- Of keys it says nothing: those of partitions have it or not, by how they were made.
                (case when con.connoinherit and con.contype in ('c', 'n') then 'not inherited' end),
                -- NOT NULL of a partition is its own too once its index has become a primary key.
                (case when not con.conislocal and not (con.contype = 'n' and is_partition) then 'not local' end),
                (case when con.coninhcount > 0 then 'inherited ' || con.coninhcount end),
                ('index ' || nullif(con.conindid, 0)::regclass::text)
            ) fact(text)
            where pg_temp.is_dumped(con.connamespace)
              and not pg_temp.is_of_extension('pg_class', con.conrelid)
              and not pg_temp.is_of_extension('pg_type', con.contypid)
              and fact.text is not null
            order by owner.name, con.conname, fact.text
            """;

    private static final String INDEXES = """
            select format('index %s: %s', i.indexrelid::regclass, fact.text)
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            cross join lateral (
              values
                (pg_get_indexdef(i.indexrelid)),
                (case when not i.indisvalid then 'invalid' end),
                (case when not i.indisready then 'not ready' end),
                (case when not i.indimmediate then 'checked at commit' end),
                (case when i.indisclustered then 'the table is clustered on it' end),
                (case when i.indisreplident then 'replica identity' end)
            ) fact(text)
            where pg_temp.is_dumped(c.relnamespace)
              and not pg_temp.is_of_extension('pg_class', i.indrelid)
              and fact.text is not null
            order by i.indexrelid::regclass::text, fact.text
            """;

    private static final String EXTENDED_STATISTICS = """
            select format('statistics %s.%I: %s', s.stxnamespace::regnamespace, s.stxname, fact.text)
            from pg_statistic_ext s
            cross join lateral (
              values
                (pg_get_statisticsobjdef(s.oid)),
                ('owner ' || quote_ident(pg_get_userbyid(s.stxowner))),
                ('target ' || nullif(coalesce(s.stxstattarget, -1), -1))
            ) fact(text)
            where pg_temp.is_dumped(s.stxnamespace)
              and fact.text is not null
            order by s.stxnamespace::regnamespace::text, s.stxname, fact.text
            """;

    private RelationFacts() {}

    static Stream<String> queries() {
        return Stream.of(RELATIONS, SEQUENCES, CONSTRAINTS, INDEXES, EXTENDED_STATISTICS);
    }
}
