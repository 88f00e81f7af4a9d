package io.pgretype.init;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A change file of one column.
 *
 * @param followers columns that come along, each as people read it
 * @param undecided what the table's own triggers are, if it must be said what becomes of them; else empty
 * @param wayBackMissing whether the old value must be spelled out
 */
record FirstFile(
        QualifiedName table,
        Identifier column,
        String type,
        List<String> followers,
        String undecided,
        boolean wayBackMissing) {

    private static final int LONGEST_NAME = 40;

    /** What YAML takes as it stands, wherever a value or a key may stand. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_.]*([ (\\[,]?[a-z0-9_)\\]]+)*");

    /** Nothing but what must be there. */
    FirstFile(QualifiedName table, Identifier column, String type) {
        this(table, column, type, List.of(), "", false);
    }

    /** Of table and column, for example {@code orders-id}; empty if no letter or digit of theirs may be in one. */
    static String name(QualifiedName table, Identifier column) {
        String name = (table.name().name() + "-" + column.name())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "-")
                .replaceAll("^[-_]+", "");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("[-_]+$", "");
    }

    String text() {
        var text = new StringBuilder();
        if (!followers.isEmpty()) {
            text.append("""
                    # What references the column comes along: %s.
                    """.formatted(oneLine(String.join(", ", followers))));
        }
        text.append("""
                table: %s
                columns:
                  %s:
                    type: %s
                """.formatted(yaml(table.sql()), yaml(column.sql()), yaml(type)));
        if (wayBackMissing) {
            text.append("""
                    # To be written: how the old value is spelled, for example
                    # convert-back: %s::text
                """.formatted(oneLine(column.withSuffix("_new").sql())));
        }
        if (!undecided.isEmpty()) {
            text.append("""
                    # To be decided: backfill updates every row, and these triggers would fire:
                    # %s.
                    # fire lets them fire once for each row, skip passes them by.
                    # triggers: skip
                    """.formatted(oneLine(undecided)));
        }
        return text.toString();
    }

    private static String yaml(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    }

    /** A name with a line break must not end a comment. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    }
}
