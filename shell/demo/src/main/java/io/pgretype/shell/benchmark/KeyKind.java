package io.pgretype.shell.benchmark;

/** The table's primary key, and whether its order is the order in which the rows were inserted. */
public enum KeyKind {
    SEQUENTIAL("sequential", "bigint", "bigint key in order", "-1"),
    RANDOM("random", "char(32)", "random char(32) key", ""),
    UUID("uuid", "uuid", "random uuid key", "00000000-0000-0000-0000-000000000000");

    private final String text;
    private final String type;
    private final String description;
    private final String below;

    KeyKind(String text, String type, String description, String below) {
        this.text = text;
        this.type = type;
        this.description = description;
        this.below = below;
    }

    /** As in the name of a case. */
    public String text() {
        return text;
    }

    String type() {
        return type;
    }

    String description() {
        return description;
    }

    /** A key below all others, as text. */
    String below() {
        return below;
    }

    /** The key of the row with that number, as SQL: chance is in its MD5. */
    String ofNumber(String number) {
        return this == SEQUENTIAL
                ? "%s::bigint".formatted(number)
                : "md5((%s::bigint)::text)::%s".formatted(number, type);
    }

    /** A parameter that takes a key as text. */
    String parameter() {
        return "cast(? as %s)".formatted(type);
    }
}
