package io.pgretype.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes passwords out of texts by the places where they stand, never by their letters: a password can be a word of the
 * message, and its absence would give it away.
 */
public final class Secrets {

    private static final String MASK = "***";

    /** Characters of a statement. */
    private static final int SHOWN = 80;

    /**
     * In a URL, in libpq's {@code key=value} form with its quotes and backslashes, in an assignment to PGPASSWORD.
     * Possessive throughout: a group that may give back what it matched recurses, and a long message ends the stack.
     */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(password=)('[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|[^&\\s\\\\]*+(?:\\\\.[^&\\s\\\\]*+)*+)");

    /** In a statement: of a role, of a user mapping; to the end where the server has cut it. */
    private static final Pattern CLAUSE =
            Pattern.compile("(?i)\\b(password\\s+)(?:e'(?:[^'\\\\]|\\\\.|'')*+|'[^']*+(?:''[^']*+)*+)(?:'|$)");

    /** Up to the last @ of the word: a password may hold one too. */
    private static final Pattern USER_INFO = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)\\S*@");

    private static final String HOST = "(?:[\\w.-]*|\\[[0-9A-Fa-f:]+])(?::\\d{1,5})?";

    /** What a URL can begin with, and how it goes on where there is no room for a secret. */
    private static final Pattern URL = Pattern.compile(
            "(jdbc:\\w+:(?=//|\\w*$)|\\w+:(?=//))((?://)?%1$s(?:,%1$s)*(?:/[\\w.-]*)?)?(\\?.*)?".formatted(HOST),
            Pattern.DOTALL);

    private static final Pattern URL_SCHEME = Pattern.compile("jdbc:\\w+:|\\w+:(?=//)");
    private static final Pattern PLACE = Pattern.compile(HOST);

    private Secrets() {}

    /** A message with stars in place of the passwords in connection parameters. */
    public static String masked(String message) {
        String masked = PARAMETER.matcher(message).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        masked = CLAUSE.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        return USER_INFO.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "@");
    }

    /** The beginning of another session's statement, in one line: masked before it is cut, for half a secret is none to see. */
    public static String maskedStatement(String sql) {
        String line = masked(sql.replaceAll("\\s+", " "));
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN));
    }

    /** What can be shown of a text that should be a URL and is none that we read: its password may be anywhere. */
    public static String maskedUrl(String text) {
        if (PLACE.matcher(text).matches()) {
            return text;
        }
        Matcher url = URL.matcher(text);
        if (!text.contains("@") && url.matches()) {
            String place = url.group(2) == null ? "" : url.group(2);
            return url.group(1) + place + (url.group(3) == null ? "" : "?" + MASK);
        }
        Matcher scheme = URL_SCHEME.matcher(text);
        return (scheme.lookingAt() ? scheme.group() : "") + MASK;
    }
}
