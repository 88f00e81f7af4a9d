package io.pgretype.catalog;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The key by which a table is walked: its primary key, or else a unique index over NOT NULL columns. Keys travel as
 * text and are cast back to their types by the server, so every type works.
 *
 * @param columns in the order of the index
 */
public record KeyColumns(List<KeyColumn> columns) {

    /** Settings under which a key has the same text in every session, so that texts can be compared. */
    public static final List<String> TEXT_SETTINGS = List.of(
            "timezone = 'UTC'",
            "datestyle = 'ISO'",
            "intervalstyle = 'postgres'",
            "bytea_output = 'hex'",
            "extra_float_digits = 1");

    public KeyColumns {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one column");
        }
    }

    public int size() {
        return columns.size();
    }

    /** {@code t.a, t.b}. */
    public String list(String alias) {
        return join(", ", column -> alias + "." + column.name().sql());
    }

    /** {@code t.a::text, t.b::text}: what is fetched. */
    public String texts(String alias) {
        return join(", ", column -> alias + "." + column.name().sql() + "::text");
    }

    /** {@code t.a desc, t.b desc}. */
    public String descending(String alias) {
        return join(", ", column -> alias + "." + column.name().sql() + " desc");
    }

    /** {@code (t.a, t.b) > (?::integer, ?::uuid)}, with one parameter of text a column. */
    public String compare(String alias, String operator) {
        return "(%s) %s (%s)".formatted(list(alias), operator, join(", ", column -> "?::text::" + column.type()));
    }

    /** {@code unnest(?::text[]::integer[], ?::text[]::uuid[]) as k(k1, k2)}, with one array of texts a column. */
    public String unnested() {
        String arrays = join(", ", column -> "?::text[]::" + column.type() + "[]");
        return "unnest(%s) as %s".formatted(arrays, unnestedAlias());
    }

    /** {@code (t.a, t.b) = (k.k1, k.k2)}: joins {@link #unnested()}. */
    public String equalsUnnested(String alias) {
        return IntStream.range(0, size())
                .mapToObj(i ->
                        "%s.%s = k.k%d".formatted(alias, columns.get(i).name().sql(), i + 1))
                .collect(Collectors.joining(" and "));
    }

    /** {@code t.a = any (?::text[]::integer[])}, for a key of one column: what joining {@link #unnested()} finds, sooner. */
    public String equalsAny(String alias) {
        if (size() != 1) {
            throw new IllegalStateException("a key of %d columns is not one of an array's values".formatted(size()));
        }
        KeyColumn column = columns.get(0);
        return "%s.%s = any (?::text[]::%s[])".formatted(alias, column.name().sql(), column.type());
    }

    /** {@code t.a = (row_key)[1]::integer and t.b = (row_key)[2]::uuid}: joins an array of texts, such as the ledger keeps. */
    public String equalsTexts(String alias, String array) {
        return IntStream.range(0, size())
                .mapToObj(i -> "%s.%s = (%s)[%d]::%s"
                        .formatted(
                                alias,
                                columns.get(i).name().sql(),
                                array,
                                i + 1,
                                columns.get(i).type()))
                .collect(Collectors.joining(" and "));
    }

    /** {@code k(k1, k2)}: the alias of {@link #unnested()}. */
    public String unnestedAlias() {
        return "k(%s)"
                .formatted(
                        IntStream.rangeClosed(1, size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", ")));
    }

    private String join(String separator, java.util.function.Function<KeyColumn, String> render) {
        return columns.stream().map(render).collect(Collectors.joining(separator));
    }
}
