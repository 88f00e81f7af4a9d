package io.pgretype.testkit;

import java.util.stream.Stream;

/** What holds for a schema as a whole, and for objects of every kind: types, extensions, grants, comments. */
final class SchemaFacts {

    private static final String SCHEMAS = """
            select format('schema %I: owner %I', nspname, pg_get_userbyid(nspowner))
            from pg_namespace
            where pg_temp.is_dumped(oid)
            order by nspname
            """;

    private static final String EXTENSIONS = """
            select format('extension %I: version %s in %s', extname, extversion, extnamespace::regnamespace)
            from pg_extension
            order by extname
            """;

    private static final String TYPES = """
            select format('type %s: %s', t.oid::regtype, fact.text)
            from pg_type t
            cross join lateral (
              values
                ('kind ' || t.typtype::text),
                ('owner ' || quote_ident(pg_get_userbyid(t.typowner))),
                (case when t.typtype = 'd' then 'of ' || format_type(t.typbasetype, t.typtypmod) end),
                (case when t.typtype = 'd' then 'default ' || t.typdefault end),
                (case when t.typtype = 'd' and t.typnotnull then 'not null' end),
                ((
                  select 'labels ' || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
                  from pg_enum
                  where enumtypid = t.oid
                )),
                ((select 'range of ' || rngsubtype::regtype from pg_range where rngtypid = t.oid))
            ) fact(text)
            where t.typtype in ('d', 'e', 'r')
              and pg_temp.is_dumped(t.typnamespace)
              and not pg_temp.is_of_extension('pg_type', t.oid)
              and fact.text is not null
            order by t.oid::regtype::text, fact.text
            """;

    private static final String GRANTS = """
            with granted(kind, name, items) as (
              select 'schema', quote_ident(nspname), coalesce(nspacl, acldefault('n', nspowner))
              from pg_namespace
              where pg_temp.is_dumped(oid)
              union all
              select
                'relation',
                oid::regclass::text,
                coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
              from pg_class
              where relkind not in ('i', 'I', 'c')
                and pg_temp.is_dumped(relnamespace)
                and not pg_temp.is_of_extension('pg_class', oid)
              union all
              select 'column', format('%s.%I', c.oid::regclass, a.attname), a.attacl
              from pg_attribute a
              join pg_class c on c.oid = a.attrelid
              where not a.attisdropped
                and pg_temp.is_dumped(c.relnamespace)
                and not pg_temp.is_of_extension('pg_class', c.oid)
              union all
              select 'function', oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner))
              from pg_proc
              where pg_temp.is_dumped(pronamespace)
                and not pg_temp.is_of_extension('pg_proc', oid)
              union all
              select 'type', oid::regtype::text, coalesce(typacl, acldefault('T', typowner))
              from pg_type
              where typtype in ('d', 'e', 'r')
                and pg_temp.is_dumped(typnamespace)
                and not pg_temp.is_of_extension('pg_type', oid)
              union all
              select
                'default for',
                format('%s of %I in %s', defaclobjtype, pg_get_userbyid(defaclrole), defaclnamespace::regnamespace),
                defaclacl
              from pg_default_acl
            )
            select format('grant on %s %s: %s', kind, name, item)
            from granted
            cross join unnest(items) item
            order by kind, name, item::text
            """;

    private static final String COMMENTS = """
            select format('comment on %s %s: %s', object.type, object.identity, d.description)
            from pg_description d
            cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) object
            where d.objoid >= 16384
              and object.schema is distinct from 'pgretype'
              and not pg_temp.is_of_extension(d.classoid, d.objoid)
            order by object.type, object.identity
            """;

    private static final String OBJECTS_THAT_GO_WITH_AN_EXTENSION = """
            select format('%s %s: goes with extension %I', object.type, object.identity, e.extname)
            from pg_depend d
            join pg_extension e on e.oid = d.refobjid
            cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) object
            where d.refclassid = 'pg_extension'::regclass
              and d.deptype = 'x'
            order by object.type, object.identity, e.extname
            """;

    private SchemaFacts() {}

    static Stream<String> queries() {
        return Stream.of(SCHEMAS, EXTENSIONS, TYPES, GRANTS, COMMENTS, OBJECTS_THAT_GO_WITH_AN_EXTENSION);
    }
}
