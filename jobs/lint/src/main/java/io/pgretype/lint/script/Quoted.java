package io.pgretype.lint.script;

/**
 * Where what is quoted ends. Each takes the place where it begins and gives that after its end; what is not closed ends
 * with the text.
 */
final class Quoted {

    private Quoted() {}

    /** A string or a quoted name: a doubled quote does not end it. */
    static int end(String text, int start) {
        char quote = text.charAt(start);
        int at = start + 1;
        while (at < text.length()) {
            if (text.charAt(at) != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return at;
    }

    /**
     * After the {@code E}: a backslash takes what follows it along. A string may go on in a later line, and is then still
     * one with backslashes.
     */
    static int endWithBackslashes(String text, int start) {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (c != '\'') {
                at++;
            } else if (text.startsWith("''", at)) {
                at += 2;
            } else {
                int next = continuation(text, at + 1);
                if (next < 0) {
                    return at + 1;
                }
                at = next + 1;
            }
        }
        return Math.min(at, text.length());
    }

    /** The quote that goes on with a string after a line break, or -1. */
    private static int continuation(String text, int start) {
        boolean newLine = false;
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                newLine = true;
            } else if (text.startsWith("--", at)) {
                at = line(text, at) - 1;
            } else if (!Words.isSpace(c)) {
                return newLine && c == '\'' ? at : -1;
            }
        }
        return -1;
    }

    /** The place after {@code $tag$}'s match, or {@code start} where this dollar quotes nothing. */
    static int dollar(String text, int start) {
        int at = start + 1;
        if (at < text.length() && Words.begins(text.charAt(at))) {
            while (at < text.length() && Words.continues(text.charAt(at)) && text.charAt(at) != '$') {
                at++;
            }
        }
        if (at >= text.length() || text.charAt(at) != '$') {
            return start;
        }
        String tag = text.substring(start, at + 1);
        int end = text.indexOf(tag, at + 1);
        return end < 0 ? text.length() : end + tag.length();
    }

    /** The end of the line, before its line break. */
    static int line(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** PostgreSQL's comments nest. */
    static int blockComment(String text, int start) {
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return at;
    }
}
