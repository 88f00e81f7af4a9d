package io.pgretype.change;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column's part in a change, as its author wrote it.
 *
 * @param column the column, under its own name
 * @param type the new type as SQL spells it, for example {@code bigint} or {@code numeric(12, 2)}, with a collation where that
 *     is to be another one: {@code text collate "C"}
 * @param convert the expression that makes a new value of a row, null for a cast
 * @param convertBack the expression that makes an old value of a row, null for a cast back
 */
public record Move(
        Identifier column,
        String type,
        @Nullable String convert,
        @Nullable String convertBack) {

    /** A literal, a quoted name, or a word that may be a name. */
    private static final Pattern WORD =
            Pattern.compile("'(?:[^']+|'')*+'|\"(?:[^\"]+|\"\")++\"|[\\p{L}_][\\p{L}\\d_$]*");

    private static final Pattern COLLATION =
            Pattern.compile("\\s+collate\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The new type without its collation, as it may stand where none is allowed. */
    public String typeAlone() {
        return COLLATION.matcher(type).replaceFirst("");
    }

    public boolean saysCollation() {
        return !typeAlone().equals(type);
    }

    /** The name of the new column before cutover. */
    public Identifier newColumn() {
        return column.withSuffix("_new");
    }

    /** The name of the old column after cutover. */
    public Identifier oldColumn() {
        return column.withSuffix("_old");
    }

    /** The same for another column: the conversions are spelled with its names. */
    public Move like(Identifier other) {
        return new Move(
                other,
                type,
                renamed(convert, column, other),
                renamed(convertBack, newColumn(), other.withSuffix("_new")));
    }

    /** PostgreSQL reads what comes of it before anything is done with it. */
    private static @Nullable String renamed(@Nullable String expression, Identifier from, Identifier to) {
        return expression == null
                ? null
                : WORD.matcher(expression)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(isNamed(match.group(), from) ? to.sql() : match.group()));
    }

    private static boolean isNamed(String word, Identifier name) {
        return !word.startsWith("'") && Identifier.parse(word).equals(name);
    }

    public String convertOrCast() {
        return convert != null ? convert : "%s::%s".formatted(column.sql(), typeAlone());
    }

    /** @param oldType the old type as SQL spells it */
    public String convertBackOrCast(String oldType) {
        return convertBack != null
                ? convertBack
                : "%s::%s".formatted(newColumn().sql(), oldType);
    }
}
