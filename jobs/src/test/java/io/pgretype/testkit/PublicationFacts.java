package io.pgretype.testkit;

import java.util.stream.Stream;

/** What is published to logical replication. */
final class PublicationFacts {

    private static final String PUBLICATIONS = """
            select format('publication %I: owner %I, all tables %s, insert %s, update %s, delete %s, truncate %s, via root %s',
              pubname, pg_get_userbyid(pubowner), puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot)
            from pg_publication
            order by pubname
            """;

    private static final String TABLES = """
            select format('publication %I: table %I.%I', pubname, schemaname, tablename)
            from pg_publication_tables
            where schemaname <> 'pgretype'
            order by pubname, schemaname, tablename
            """;

    /** PostgreSQL 15 brought column lists, row filters and whole schemas. */
    private static final String TABLES_SINCE_15 = """
            select format('publication %I: table %I.%I%s%s', t.pubname, t.schemaname, t.tablename, columns.text, filter.text)
            from pg_publication_tables t
            join pg_publication p on p.pubname = t.pubname
            left join pg_publication_rel r
              on r.prpubid = p.oid and r.prrelid = format('%I.%I', t.schemaname, t.tablename)::regclass
            cross join lateral (
              select ' columns ' || string_agg(quote_ident(name), ', ' order by name)
              from unnest(t.attnames) name
              where r.prattrs is not null
            ) columns(text)
            cross join lateral (select ' where ' || t.rowfilter) filter(text)
            where t.schemaname <> 'pgretype'
            order by t.pubname, t.schemaname, t.tablename
            """;

    private PublicationFacts() {}

    static Stream<String> queries(int major) {
        return Stream.of(PUBLICATIONS, major < 15 ? TABLES : TABLES_SINCE_15);
    }
}
