package io.pgretype.lint.migration;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** {@code ${name}} anywhere in a text, in strings and comments too. Names are the same in any case. */
final class Placeholders {

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Placeholders(Map<String, String> values) {
        this.values.putAll(values);
    }

    static Placeholders of(Map<String, String> values) {
        return new Placeholders(values);
    }

    static String noValue(String name) {
        return "the placeholder ${" + name + "} has no value; give it one under placeholders";
    }

    /** @param missing takes the name of one that has no value, and its line; it stays as it is */
    String replaceIn(String text, BiConsumer<String, Integer> missing) {
        StringBuilder replaced = new StringBuilder();
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            int end = text.startsWith("${", at) ? endOfName(text, at + 2) : -1;
            if (end > at + 2) {
                String name = text.substring(at + 2, end);
                String value = values.get(name);
                if (value == null) {
                    missing.accept(name, line);
                }
                replaced.append(value == null ? text.substring(at, end + 1) : value);
                at = end + 1;
            } else {
                char c = text.charAt(at);
                if (c == '\n') {
                    line++;
                }
                replaced.append(c);
                at++;
            }
        }
        return replaced.toString();
    }

    private static int endOfName(String text, int start) {
        int end = text.indexOf('}', start);
        return text.substring(start, Math.max(start, end)).contains("\n") ? -1 : end;
    }
}
