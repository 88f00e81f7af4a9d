package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expression over the columns of one row, as PostgreSQL printed it: every name that is not in {@code pg_catalog}
 * with its schema, every column with {@link #ROW}. So it means the same under any {@code search_path}.
 *
 * @param template SQL in which columns stand as {@code pgretype_row.column}
 */
public record Expression(String template) {

    /** The alias under which PostgreSQL was made to print the columns. */
    public static final String ROW = "pgretype_row";

    /** A column, whose name is the group; or else a literal or a quoted name, where the same letters are no column. */
    private static final Pattern COLUMN_OR_QUOTED = Pattern.compile("(?<![\\w$])" + ROW
            + "[.](\"(?:[^\"]+|\"\")*+\"|[\\w$]+)"
            + "|'(?:[^']+|'')*+'"
            + "|\"(?:[^\"]+|\"\")*+\"");

    private static final Pattern CAST_OF_ROW = Pattern.compile("\\(*" + ROW + "\\)*(::[^:]+)?");

    /** The expression over the row known as {@code alias}, for example {@code new} in a trigger. */
    public String on(String alias) {
        return replaced(column -> alias + "." + column.sql());
    }

    /** The expression as a change file spells it: the columns by their names alone. */
    String alone() {
        return replaced(Identifier::sql);
    }

    /** The expression over {@link #ROW}, but with a variable in place of one column. */
    String withVariable(Identifier column, String variable) {
        return replaced(name -> name.equals(column) ? variable : ROW + "." + name.sql());
    }

    /** The columns that it reads. */
    public Set<Identifier> columns() {
        return COLUMN_OR_QUOTED
                .matcher(template)
                .results()
                .map(match -> match.group(1))
                .filter(Objects::nonNull)
                .map(Identifier::parse)
                .collect(Collectors.toSet());
    }

    /** PostgreSQL quotes for itself, and its names are read by PL/pgSQL too, which has other words. */
    private String replaced(Function<Identifier, String> column) {
        return COLUMN_OR_QUOTED
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) == null ? match.group() : column.apply(Identifier.parse(match.group(1)))));
    }

    /** The expression over a value of the column; empty if it uses other columns too. */
    public Optional<String> ofValue(Identifier column, String value) {
        return columns().equals(Set.of(column))
                ? Optional.of(withVariable(column, "(%s)".formatted(value)))
                : Optional.empty();
    }

    /** Whether it is the column, cast to one type or to none. */
    public boolean isOneCastOf(Identifier column) {
        return ofValue(column, ROW).filter(CAST_OF_ROW.asMatchPredicate()).isPresent();
    }
}
