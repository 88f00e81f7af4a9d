package io.pgretype.lint.judge;

import java.util.ArrayList;
import java.util.List;

/** What a CHECK demands, as the server spells it: each of the conditions that it joins by AND. */
final class Conjunction {

    private static final String AND = ") AND (";

    private Conjunction() {}

    /** Without their parentheses; those that are joined by OR are one. */
    static List<String> of(String definition) {
        int begin = definition.indexOf('(');
        int end = definition.lastIndexOf(')');
        return begin < 0 || end < begin ? List.of() : parts(stripped(definition.substring(begin, end + 1)));
    }

    private static List<String> parts(String condition) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < condition.length(); at++) {
            if (condition.startsWith(AND, at) && depth(condition.substring(begin, at + 1)) == 0) {
                parts.add(stripped(condition.substring(begin, at + 1)));
                begin = at + AND.length() - 1;
            }
        }
        parts.add(stripped(condition.substring(begin)));
        return List.copyOf(parts);
    }

    /** Parentheses in names and strings are counted too: then it is not taken apart, and proves less than it could. */
    private static int depth(String text) {
        return text.chars().map(Conjunction::step).sum();
    }

    private static int step(int letter) {
        return letter == '(' ? 1 : letter == ')' ? -1 : 0;
    }

    /** Without the parentheses around the whole of it. */
    private static String stripped(String text) {
        String inner = text;
        while (isEnclosed(inner)) {
            inner = inner.substring(1, inner.length() - 1);
        }
        return inner;
    }

    private static boolean isEnclosed(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return false;
        }
        int depth = 0;
        for (int at = 0; at < text.length() - 1; at++) {
            depth += step(text.charAt(at));
            if (depth == 0) {
                return false;
            }
        }
        return true;
    }
}
