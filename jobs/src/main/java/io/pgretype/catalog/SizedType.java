package io.pgretype.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as {@code format_type} prints it, taken apart: {@code numeric(12,2)}, {@code timestamp(3) with time zone}.
 *
 * @param name without what is in parentheses
 * @param sizes length, or precision and scale; empty for a type without a limit
 */
record SizedType(String name, List<Integer> sizes) {

    private static final Pattern SIZES = Pattern.compile("\\s*\\((-?\\d+(?:,-?\\d+)*)\\)");

    /** Characters in the longest text of a type's values. */
    private static final Map<String, Integer> LONGEST_TEXT = Map.of(
            "boolean", 5,
            "smallint", 6,
            "integer", 11,
            "bigint", 20,
            "real", 14,
            "double precision", 24,
            "date", 13,
            "name", 63,
            "uuid", 36);

    /** Digits before the decimal point in a type's values. */
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    private static final int FINEST_SECOND = 6;

    static SizedType of(String type) {
        Matcher sizes = SIZES.matcher(type);
        return sizes.find()
                ? new SizedType(
                        sizes.replaceFirst(""),
                        Arrays.stream(sizes.group(1).split(","))
                                .map(Integer::valueOf)
                                .toList())
                : new SizedType(type, List.of());
    }

    /** Whether a cast from a value of the other type cuts or rounds nothing, whatever the value. */
    boolean holdsAllOf(SizedType from) {
        if (sizes.isEmpty() || equals(from)) {
            return true;
        }
        return switch (name) {
            case "character varying", "character" -> sizes.get(0) >= longestText(from);
            case "bit varying" -> from.name.startsWith("bit") && isAtLeast(from, 0, Integer.MAX_VALUE);
            case "numeric" -> holdsNumbersOf(from);
            default ->
                sizes.size() == 1
                        && (name.equals(from.name)
                                ? isAtLeast(from, 0, FINEST_SECOND)
                                : isTimestamp() && holdsTimeOf(from));
        };
    }

    private static int longestText(SizedType from) {
        boolean isText = from.name.equals("character varying") || from.name.equals("character");
        return isText ? from.size(0, Integer.MAX_VALUE) : LONGEST_TEXT.getOrDefault(from.name, Integer.MAX_VALUE);
    }

    private boolean isTimestamp() {
        return name.startsWith("timestamp ");
    }

    private boolean holdsTimeOf(SizedType from) {
        return from.name.equals("date") || (from.isTimestamp() && isAtLeast(from, 0, FINEST_SECOND));
    }

    private boolean holdsNumbersOf(SizedType from) {
        int scale = size(1, 0);
        int digits = sizes.get(0) - scale;
        if (from.name.equals("numeric")) {
            return !from.sizes.isEmpty() && scale >= from.size(1, 0) && digits >= from.sizes.get(0) - from.size(1, 0);
        }
        return digits >= DIGITS.getOrDefault(from.name, Integer.MAX_VALUE);
    }

    private boolean isAtLeast(SizedType from, int position, int withoutLimit) {
        return sizes.get(position) >= from.size(position, withoutLimit);
    }

    private int size(int position, int withoutLimit) {
        return position < sizes.size() ? sizes.get(position) : withoutLimit;
    }
}
