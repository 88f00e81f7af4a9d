package io.pgretype.testkit;

import java.util.stream.Stream;

/** What holds for a column of a table, in the table's order, or of an index, by its number there. */
final class ColumnFacts {

    private static final String TABLE_COLUMNS = """
            select format('column %s.%I: %s', c.oid::regclass, a.attname, fact.text)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            cross join lateral (
              values
                (1, 'type ' || format_type(a.atttypid, a.atttypmod)),
                (2, case when a.attnotnull then 'not null' end),
                (3, case when a.attgenerated = '' then 'default ' || pg_get_expr(d.adbin, d.adrelid) end),
                (4, 'generated ' || nullif(a.attgenerated::text, '') || ' ' || pg_get_expr(d.adbin, d.adrelid)),
                (5, 'identity ' || nullif(a.attidentity::text, '')),
                (6, case when a.attcollation <> t.typcollation then 'collation ' || a.attcollation::regcollation::text end),
                (7, case when a.attstorage <> t.typstorage then 'storage ' || a.attstorage::text end),
                (8, 'compression ' || nullif(a.attcompression::text, '')),
                (9, 'statistics ' || nullif(coalesce(a.attstattarget, -1), -1)),
                (10, 'options ' || (select string_agg(o, ', ' order by o) from unnest(a.attoptions) o)),
                (11, 'foreign options ' || (select string_agg(o, ', ' order by o) from unnest(a.attfdwoptions) o)),
                (12, case when a.attinhcount > 0 then 'inherited ' || a.attinhcount end),
                (13, case when not a.attislocal then 'not local' end)
            ) fact(position, text)
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
              and a.attnum > 0
              and not a.attisdropped
              and pg_temp.is_dumped(c.relnamespace)
              and not pg_temp.is_of_extension('pg_class', c.oid)
              and fact.text is not null
            order by c.oid::regclass::text, a.attnum, fact.position
            """;

    /** By number, because an index keeps the name that its table's column had when it was created. */
    private static final String INDEX_COLUMNS = """
            select format('index %s: column %s has statistics %s', c.oid::regclass, a.attnum, a.attstattarget)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            where c.relkind in ('i', 'I')
              and a.attstattarget >= 0
              and pg_temp.is_dumped(c.relnamespace)
            order by c.oid::regclass::text, a.attnum
            """;

    private ColumnFacts() {}

    static Stream<String> queries() {
        return Stream.of(TABLE_COLUMNS, INDEX_COLUMNS);
    }
}
