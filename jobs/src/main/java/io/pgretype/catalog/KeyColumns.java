package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The key by which a table is walked: its primary key, or else a unique index over NOT NULL columns; where it has neither, the
 * {@linkplain #ofPlace() places} of its rows. Keys travel as
 * text and are cast back to their types by the server, so every type works. A key has the same text in each of our sessions
 * and in the reverse mirror, because {@code io.pgretype.session} fixes the settings that decide it.
 *
 * @param columns in the order of the index
 */
public record KeyColumns(List<KeyColumn> columns) {

    /** No column of a table's own can have that name. */
    private static final KeyColumns PLACE = new KeyColumns(List.of(new KeyColumn(Identifier.of("ctid"), "tid")));

    public KeyColumns {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one column");
        }
    }

    /**
     * The place of a row's version, {@code (block,line)}: its address for as long as nobody writes the row or the table's
     * file. Whoever comes by it must test again what made the row worth coming to. Where it is not there any more, the
     * application has written it, and the mirror has made it right.
     */
    public static KeyColumns ofPlace() {
        return PLACE;
    }

    public boolean isPlace() {
        return equals(PLACE);
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

    /**
     * {@code unnest(?::text[], ?::text[]) as k(k1, k2)}, with one array of texts a column. They are cast one by one, where
     * they are used: unnest makes of an array of arrays the elements of them all.
     */
    public String unnested() {
        return "unnest(%s) as %s".formatted(join(", ", column -> "?::text[]"), unnestedAlias());
    }

    /** {@code t.a = k.k1::integer and t.b = k.k2::uuid}: joins {@link #unnested()}. */
    public String equalsUnnested(String alias) {
        return equals(alias, i -> "k.k" + i);
    }

    /** Whether an array can have keys as its elements: one of them has one column, which is no array itself. */
    public boolean isOneValue() {
        return size() == 1 && !columns.get(0).isArray();
    }

    /** {@code t.a = any (?::text[]::integer[])}: what joining {@link #unnested()} finds, sooner. */
    public String equalsAny(String alias) {
        if (!isOneValue()) {
            throw new IllegalStateException("such a key is not one of an array's values: " + list(alias));
        }
        KeyColumn column = columns.get(0);
        return "%s.%s = any (?::text[]::%s[])".formatted(alias, column.name().sql(), column.type());
    }

    /** {@code t.a = (row_key)[1]::integer and t.b = (row_key)[2]::uuid}: joins an array of texts, such as the ledger keeps. */
    public String equalsTexts(String alias, String array) {
        return equals(alias, i -> "(%s)[%d]".formatted(array, i));
    }

    /** @param text what gives the text of a column's value, by the column's number, from 1 */
    private String equals(String alias, IntFunction<String> text) {
        return IntStream.range(0, size())
                .mapToObj(i -> {
                    KeyColumn column = columns.get(i);
                    return "%s.%s = %s::%s".formatted(alias, column.name().sql(), text.apply(i + 1), column.type());
                })
                .collect(Collectors.joining(" and "));
    }

    /** {@code k(k1, k2)}: the alias of {@link #unnested()}. */
    public String unnestedAlias() {
        return "k(%s)"
                .formatted(
                        IntStream.rangeClosed(1, size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", ")));
    }

    private String join(String separator, Function<KeyColumn, String> render) {
        return columns.stream().map(render).collect(Collectors.joining(separator));
    }
}
