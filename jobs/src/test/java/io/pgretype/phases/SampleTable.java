package io.pgretype.phases;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tables whose column has every kind of object that is carried to the new column. */
enum SampleTable {
    /** integer → bigint, NOT NULL, with constraints. */
    FILE("file_size", "integer", "bigint") {
        @Override
        String change() {
            return "table: public.file\ncolumns:\n  file_size:\n    type: bigint\n";
        }

        @Override
        String[] statements(int major) {
            return new String[] {
                """
                create table file (
                    id        integer      primary key,
                    duration  integer,
                    file_size integer      not null default 7,
                    checksum  varchar(400),
                    noted     timestamptz  default now())""",
                "alter table file add constraint file_size_is_positive check (file_size >= 0)",
                "alter table file add constraint size_or_duration check (file_size > 0 or duration is not null) not valid",
                "alter table file add constraint file_unique unique (file_size, id) deferrable initially deferred",
                "comment on constraint file_size_is_positive on file is 'it''s a size'",
                "comment on column file.file_size is 'bytes, as \"measured\"'",
                "alter table file alter column file_size set statistics 250",
                "alter table file alter column file_size set (n_distinct = -0.5)",
                "grant select (file_size, checksum), update (file_size) on file to public",
                "create index file_by_checksum_size on file (checksum, file_size desc nulls last) include (duration)",
                "create unique index file_by_size_id on file (file_size, id) with (fillfactor = 70)",
                "create index file_big on file (checksum) where file_size > 1000000",
                "create index file_expression on file ((file_size / 1024), lower(checksum))",
                "create index file_included on file (checksum) include (file_size)",
                "create index file_hash on file using hash (file_size)",
                "create index file_brin on file using brin (file_size) with (pages_per_range = 16)",
                "alter index file_expression alter column 1 set statistics 77",
                "comment on index file_big is 'big files'",
                "alter table file cluster on file_by_checksum_size",
                "create statistics file_statistics (dependencies, mcv) on file_size, duration from file",
                "create statistics file_expression_statistics on (file_size / 1024), duration from file",
                "comment on statistics file_statistics is 'together'",
                "alter statistics file_statistics set statistics 55",
                """
                insert into file (id, file_size, checksum, duration)
                select i, i * 7 % 100000, md5(i::text), i % 60
                  from generate_series(1, 25000) as i""",
                "analyze file",
            };
        }

        @Override
        String digest() {
            return "select md5(string_agg(concat_ws(',', id, file_size, checksum), E'\\n' order by id)) from file";
        }

        @Override
        String wideInsert() {
            return "insert into file (id, file_size, checksum) values (1000001, 3000000000, 'big')";
        }
    },

    /** varchar → text, nullable, in names that need quotes, with operator classes and a collation. */
    DOCUMENT("Title", "character varying(400)", "text") {
        @Override
        String change() {
            return "table: '\"My Docs\".\"Document\"'\ncolumns:\n  '\"Title\"':\n    type: text\n";
        }

        @Override
        String[] statements(int major) {
            List<String> statements = new ArrayList<>(List.of(
                    "create schema \"My Docs\"",
                    """
                    create table "My Docs"."Document" (
                        "Id"    uuid         primary key,
                        "user"  text         not null,
                        "Title" varchar(400) collate "C" default 'un''titled')""",
                    "alter table \"My Docs\".\"Document\" alter column \"Title\" set storage external",
                    "create index \"Document Title\" on \"My Docs\".\"Document\" (\"Title\" varchar_pattern_ops)",
                    "create index \"Document_%s\" on \"My Docs\".\"Document\" (lower(\"Title\") collate \"POSIX\")"
                            .formatted("long".repeat(13)),
                    "create index on \"My Docs\".\"Document\" (\"user\") where \"Title\" like 'A%' or \"Title\" = 'b'",
                    "alter table \"My Docs\".\"Document\" add check (\"Title\" <> '' and char_length(\"Title\") < 1000)",
                    """
                    insert into "My Docs"."Document"
                    select md5(i::text)::uuid, 'u' || i, nullif('Title ' || i, 'Title 5')
                      from generate_series(1, 12000) as i"""));
            statements.add(
                    "alter table \"My Docs\".\"Document\" add constraint \"one title\" unique (\"Title\", \"user\")");
            return statements.toArray(String[]::new);
        }

        @Override
        String digest() {
            return "select md5(string_agg(d::text, '' order by \"Id\")) from"
                    + " (select \"Id\", \"user\", \"Title\" from \"My Docs\".\"Document\") as d";
        }

        @Override
        String wideInsert() {
            return "insert into \"My Docs\".\"Document\" (\"Id\", \"user\", \"Title\")"
                    + " values (gen_random_uuid(), 'me', repeat('x', 900))";
        }
    };

    private final String column;
    private final String from;
    private final String to;

    SampleTable(String column, String from, String to) {
        this.column = column;
        this.from = from;
        this.to = to;
    }

    abstract String change();

    abstract String[] statements(int major);

    /** A query that gives a digest of all rows. */
    abstract String digest();

    /** A statement that only the new type allows. */
    abstract String wideInsert();

    /** The dump as it should be after the change: nothing but the column's type differs, and the casts that needs. */
    String retyped(String dump) {
        return dump.replaceAll("(?m)^(\\s*column .*%s.*: type )%s".formatted(column, Pattern.quote(from)), "$1" + to)
                .replace("(\"%s\")::text".formatted(column), "\"%s\"".formatted(column));
    }
}
