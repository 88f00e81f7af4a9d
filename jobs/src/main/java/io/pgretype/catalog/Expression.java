package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression over the columns of one row, as PostgreSQL printed it: every name that is not in {@code pg_catalog}
 * with its schema, every column with {@link #ROW}. So it means the same under any {@code search_path}.
 *
 * @param template SQL in which columns stand as {@code pgretype_row.column}
 */
public record Expression(String template) {

    /** The alias under which PostgreSQL was made to print the columns. */
    public static final String ROW = "pgretype_row";

    /** The expression over the row known as {@code alias}, for example {@code new} in a trigger. */
    public String on(String alias) {
        return template.replace(ROW + ".", alias + ".");
    }

    /** The expression over a value of the column; empty if it uses other columns too. */
    public Optional<String> ofValue(Identifier column, String value) {
        String replaced =
                columnPattern(column).matcher(template).replaceAll(Matcher.quoteReplacement("(%s)".formatted(value)));
        return replaced.contains(ROW + ".") ? Optional.empty() : Optional.of(replaced);
    }

    /** Whether it is the column, cast to one type or to none. */
    public boolean isOneCastOf(Identifier column) {
        return Pattern.compile("\\(*%s\\)*(::[^:]+)?".formatted(columnPattern(column)))
                .matcher(template)
                .matches();
    }

    private static Pattern columnPattern(Identifier column) {
        return Pattern.compile(Pattern.quote(ROW + "." + column.sql()) + "(?![\\w$\"])");
    }
}
