package io.pgretype.phases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Tables whose primary key moves, each with a table of the new type from the start, to which the same is written. */
enum KeyTable {
    /** integer → bigint, with all that a primary key can have. */
    ORDERS("\\bid", "integer", "bigint", "id: {type: bigint}") {
        @Override
        List<String> create() {
            return List.of(
                    """
                    create table item (
                        id   integer not null,
                        name text,
                        note text default 'none',
                        constraint "the key" primary key (id) include (name) with (fillfactor = 77)
                    )""",
                    "comment on constraint \"the key\" on item is 'it''s the key'",
                    "comment on index \"the key\" is 'its index'",
                    "alter table item cluster on \"the key\"",
                    "create index item_by_name on item (name, id)");
        }
    },

    /** One column of two, in a unique constraint too; the replica identity is an index over it. */
    LINES("\\border_id", "integer", "bigint", "order_id: {type: bigint}") {
        @Override
        List<String> create() {
            return List.of(
                    """
                    create table item (
                        line     integer not null default 1,
                        order_id integer,
                        name     text not null,
                        note     text,
                        primary key (order_id, line),
                        constraint item_of_name unique (name, order_id) with (fillfactor = 66) deferrable,
                        constraint item_includes unique (line, name) include (order_id)
                    )""",
                    "create unique index item_identity on item (order_id desc, name)",
                    "alter table item replica identity using index item_identity");
        }
    },

    /** The primary key's own index is the replica identity; both of its columns move, to different types. */
    BOTH("\\b(?:id|part)", "(?:integer|smallint)", "bigint", "id: {type: bigint}, part: {type: bigint}") {
        @Override
        List<String> create() {
            return List.of("""
                    create table item (
                        part smallint default 3,
                        id   integer,
                        name text,
                        note text,
                        primary key (part, id)
                    )""", "alter table item replica identity using index item_pkey");
        }
    },

    /** It can only be walked by another key; the twin is deferrable once it is the primary key. */
    DEFERRABLE("\\bid", "integer", "bigint", "id: {type: bigint}") {
        @Override
        List<String> create() {
            return List.of("""
                    create table item (
                        id    integer primary key deferrable initially deferred,
                        other uuid not null unique default gen_random_uuid(),
                        name  text,
                        note  text
                    )""");
        }

        @Override
        String onConflict() {
            return "";
        }
    },

    /** No primary key: it is walked by a unique constraint that moves, which is the replica identity too. */
    UNIQUE("\\bid", "integer", "bigint", "id: {type: bigint}") {
        @Override
        List<String> create() {
            return List.of(
                    "create table item (id integer not null unique, name text, note text)",
                    "alter table item replica identity using index item_id_key");
        }
    },

    /** char(32) → uuid: texts that sort in another way. */
    NODE(
            "\\bid",
            "character(32)",
            "uuid",
            "id: {type: uuid, convert: 'id::uuid', convert-back: \"replace(id_new::text, '-', '')\"}") {
        @Override
        List<String> create() {
            return List.of("create table item (id char(32) primary key, name text, note text)");
        }

        @Override
        String key(int number) {
            return "'" + md5(number) + "'";
        }

        @Override
        String keyOfRow() {
            return "md5(i::text)";
        }

        @Override
        String wideKey() {
            return "'00000000-0000-0000-0000-00000000000a'";
        }
    };

    /** They have ids from 1 to this. */
    static final int ROWS = 12_000;

    private final String column;
    private final String from;
    private final String to;
    private final String columns;

    KeyTable(String column, String from, String to, String columns) {
        this.column = column;
        this.from = from;
        this.to = to;
        this.columns = columns;
    }

    abstract List<String> create();

    /** A value of the key as the application writes it, whatever the type is. */
    String key(int number) {
        return String.valueOf(number);
    }

    /** The same of row {@code i}, as an expression. */
    String keyOfRow() {
        return "i";
    }

    /** One that only the new type holds, or another spelling for it. */
    String wideKey() {
        return "3000000000";
    }

    /** Empty where PostgreSQL allows none. */
    String onConflict() {
        return "on conflict (%s) do update set name = excluded.name".formatted(keyColumns());
    }

    String change() {
        return "table: item\ncolumns: {%s}\nsoak: 0s\n".formatted(columns);
    }

    String keyColumn() {
        return this == LINES ? "order_id" : "id";
    }

    private String keyColumns() {
        return switch (this) {
            case LINES -> "order_id, line";
            case BOTH -> "part, id";
            default -> "id";
        };
    }

    /** All columns that the application knows, the same whether the type is the old one or the new one. */
    String digest(String table) {
        return """
                select md5(string_agg(concat_ws(',', %1$s, name, note), E'\\n' order by %1$s))
                  from %2$s""".formatted("replace(%s::text, '-', '')".formatted(keyColumn()), table);
    }

    /** The dump as it is to be after the change. */
    String retyped(String dump) {
        String type = from.startsWith("(?:") ? from : Pattern.quote(from);
        return dump.replaceAll("(?m)^(\\s*column (?:public\\.)?item\\.%s: type )%s".formatted(column, type), "$1" + to);
    }

    private static String md5(int number) {
        try {
            byte[] bytes = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
