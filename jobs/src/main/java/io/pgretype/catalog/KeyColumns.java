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
        String names = IntStream.rangeClosed(1, size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        return "unnest(%s) as k(%s)".formatted(arrays, names);
    }

    /** {@code (t.a, t.b) = (k.k1, k.k2)}: joins {@link #unnested()}. */
    public String equalsUnnested(String alias) {
        return IntStream.range(0, size())
                .mapToObj(i ->
                        "%s.%s = k.k%d".formatted(alias, columns.get(i).name().sql(), i + 1))
                .collect(Collectors.joining(" and "));
    }

    private String join(String separator, java.util.function.Function<KeyColumn, String> render) {
        return columns.stream().map(render).collect(Collectors.joining(separator));
    }
}
