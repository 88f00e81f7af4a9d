package io.pgretype.database;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lists of varchar constants, as PostgreSQL prints them: {@code (a)::text = ANY ((ARRAY['x'::character varying])::text[])}.
 * When that is read, the cast goes to each of the constants, and the next time it is printed so. Without the cast, which the
 * text on the left implies, it becomes what it was printed from.
 */
public final class PrintedLists {

    private static final String CONSTANT = "E?'(?:[^']++|'')*+'::character varying";

    /** None is within a text: there, quotes are doubled. */
    private static final Pattern LIST = Pattern.compile("(\\)::text (?:=|<>) (?:ANY|ALL) \\()\\(ARRAY\\[(" + CONSTANT
            + "(?:, " + CONSTANT + ")*+)]\\)::text\\[]\\)");

    private static final Pattern ONE = Pattern.compile(CONSTANT);

    private PrintedLists() {}

    /** The same statement, to be printed as this one was when it has run. */
    public static String withoutCasts(String statement) {
        return LIST.matcher(statement).replaceAll("$1ARRAY[$2])");
    }

    /**
     * What the server has read itself since, as it does where a column gets another type.
     *
     * @param printed how it is printed now
     * @param before how it was printed, whose lists it gets
     */
    public static String asBefore(String printed, String before) {
        String text = printed;
        for (MatchResult list : LIST.matcher(before).results().toList()) {
            text = text.replace(read(list), list.group());
        }
        return text;
    }

    /** How it is printed when it was read with the cast. */
    private static String read(MatchResult list) {
        return "%sARRAY[%s])"
                .formatted(list.group(1), ONE.matcher(list.group(2)).replaceAll("($0)::text"));
    }
}
