package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the server's lexer takes for a word. */
final class Words {

    private static final char FIRST_BEYOND_ASCII = 0x80;

    private Words() {}

    static boolean begins(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= FIRST_BEYOND_ASCII;
    }

    static boolean continues(char c) {
        return begins(c) || isDigit(c) || c == '$';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000B';
    }

    static int end(String text, int start) {
        int at = start;
        while (at < text.length() && continues(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** psql's variables are named with letters, digits and underscores. */
    static int endOfVariable(String text, int start) {
        int at = start;
        while (at < text.length() && continues(text.charAt(at)) && text.charAt(at) != '$') {
            at++;
        }
        return at;
    }

    static List<String> first(String sql, int count) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < sql.length() && words.size() < count) {
            if (isSpace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = Quoted.line(sql, at);
            } else if (sql.startsWith("/*", at)) {
                at = Quoted.blockComment(sql, at);
            } else if (begins(sql.charAt(at))) {
                int end = end(sql, at);
                words.add(sql.substring(at, end).toLowerCase(Locale.ROOT));
                at = end;
            } else {
                return words;
            }
        }
        return words;
    }
}
