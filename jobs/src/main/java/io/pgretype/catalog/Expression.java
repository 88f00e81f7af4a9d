package io.pgretype.catalog;

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
}
