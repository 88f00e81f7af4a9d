package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Column;
import io.pgretype.lint.state.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A change file for pgretype that gives the columns the types that the statement would have given them. */
final class ChangeFileText {

    private static final int NAME_LENGTH = 40;
    private static final String ALLOWED = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    private ChangeFileText() {}

    /** Empty where pgretype cannot: a partitioned table, a generated column. */
    static Optional<String> of(Relation table, List<Column> columns, Catalog before) {
        if (table.kind() != 'r' || table.parent() != 0) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(
                "table: %s\ncolumns:\n".formatted(quoted(table.name().sql())));
        for (Column column : columns) {
            Column old = before.column(table.oid(), column.number());
            if (old == null || old.generated()) {
                return Optional.empty();
            }
            text.append(column(old, column));
        }
        return Optional.of(text.toString());
    }

    static String name(String table, List<Column> columns) {
        StringBuilder name = new StringBuilder();
        for (char letter : (table + "-" + columns.get(0).name().name())
                .toLowerCase(Locale.ROOT)
                .toCharArray()) {
            name.append(ALLOWED.indexOf(letter) < 0 ? '-' : letter);
        }
        return name.substring(0, Math.min(name.length(), NAME_LENGTH));
    }

    private static String column(Column old, Column wanted) {
        String name = old.name().sql();
        String twin = old.name().withSuffix("_new").sql();
        StringBuilder text = new StringBuilder("  %s:\n    type: %s\n".formatted(quoted(name), wanted.type()));
        String from = plain(old.type());
        String to = plain(wanted.type());
        if (NUMBERS.contains(from) && NUMBERS.contains(to)) {
            if (wanted.type().contains(",")
                    || from.startsWith("double")
                    || from.equals("real")
                    || from.equals("numeric")) {
                text.append("    convert: round(%s::numeric, %s)::%s  # if rounding is wanted\n"
                        .formatted(name, scale(wanted.type()), wanted.type()));
            }
        } else if (from.startsWith("timestamp") && to.startsWith("timestamp") && !from.equals(to)) {
            text.append("    convert: %s at time zone 'UTC'  # the zone that the times are in\n".formatted(name))
                    .append("    convert-back: %s at time zone 'UTC'\n".formatted(twin));
        } else if (TEXTS.contains(from) && TEXTS.contains(to) && wanted.type().contains("(")) {
            text.append("    convert: left(%s, %s)::%s  # if longer ones may be cut\n"
                    .formatted(name, length(wanted.type()), wanted.type()));
        } else if (TEXTS.contains(from) && !TEXTS.contains(to)) {
            text.append("    convert-back: %s::text  # spelled as the old column has it\n".formatted(twin));
        }
        return text.toString();
    }

    private static String quoted(String name) {
        return name.contains("\"") ? "'" + name + "'" : name;
    }

    private static String length(String type) {
        return type.substring(type.indexOf('(') + 1, type.indexOf(')')).strip();
    }

    private static String scale(String type) {
        int comma = type.indexOf(',');
        return comma < 0 ? "0" : type.substring(comma + 1, type.indexOf(')')).strip();
    }

    /** Without its modifier: {@code numeric(12,2)} is numeric, {@code timestamp(3) with time zone} keeps its zone. */
    private static String plain(String type) {
        int open = type.indexOf('(');
        int close = type.indexOf(')');
        return open < 0 || close < open ? type : type.substring(0, open) + type.substring(close + 1);
    }
}
