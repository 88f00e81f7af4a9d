package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a statement is made of. */
final class Tokens {

    private Tokens() {}

    static List<String> of(String sql) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Words.isSpace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = Quoted.line(sql, at);
            } else if (sql.startsWith("/*", at)) {
                at = Quoted.blockComment(sql, at);
            } else {
                int end = end(sql, at);
                String token = sql.substring(at, end);
                boolean word = Words.begins(c) && !token.endsWith("'");
                tokens.add(word ? token.toLowerCase(Locale.ROOT) : token);
                at = end;
            }
        }
        return tokens;
    }

    private static int end(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            return Quoted.end(sql, at);
        }
        if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
            return Quoted.endWithBackslashes(sql, at + 1);
        }
        if (c == '$') {
            return Math.max(Quoted.dollar(sql, at), at + 1);
        }
        return Words.begins(c) || Words.isDigit(c) ? Words.end(sql, at) : at + 1;
    }
}
