package io.pgretype.apply;

/** Statements in messages. */
final class Text {

    private static final int LONGEST = 200;

    private Text() {}

    static String oneLine(String sql) {
        String line = String.join(" ", sql.strip().split("\\s+"));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
