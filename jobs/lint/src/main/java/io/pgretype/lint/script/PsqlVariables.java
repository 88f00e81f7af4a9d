package io.pgretype.lint.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** psql's variables: {@code :name}, {@code :'name'} as a string, {@code :"name"} as a name, {@code :{?name}}. */
final class PsqlVariables {

    private final Map<String, String> values;

    /** Those whose values are being read: psql does not read one in itself. */
    private final Set<String> open = new HashSet<>();

    PsqlVariables(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    /** @param value null where there is none, and the quotes tell that a variable is meant */
    record Reference(String name, int end, @Nullable String value) {

        BackslashCommand unset(String text, int line) {
            return new BackslashCommand(text, line, "the variable " + name + " has no value here", false);
        }
    }

    /** What is at a colon, or null where psql would leave that as it is: a cast, the slice of an array. */
    @Nullable
    Reference at(String text, int colon) {
        int start = colon + 1;
        if (start >= text.length() || text.startsWith("::", colon)) {
            return null;
        }
        char c = text.charAt(start);
        if (c == '\'' || c == '"') {
            int end = Words.endOfVariable(text, start + 1);
            if (end == start + 1 || end >= text.length() || text.charAt(end) != c) {
                return null;
            }
            String name = text.substring(start + 1, end);
            String value = valueOf(name);
            return new Reference(name, end + 1, value == null ? null : quoted(value, c));
        }
        if (text.startsWith("{?", start)) {
            int end = Words.endOfVariable(text, start + 2);
            String name = text.substring(start + 2, end);
            return text.startsWith("}", end)
                    ? new Reference(name, end + 1, values.containsKey(name) ? "TRUE" : "FALSE")
                    : null;
        }
        int end = Words.endOfVariable(text, start);
        String name = text.substring(start, end);
        String value = valueOf(name);
        return value == null ? null : new Reference(name, end, value);
    }

    private @Nullable String valueOf(String name) {
        return open.contains(name) ? null : values.get(name);
    }

    private static String quoted(String value, char quote) {
        String doubled = value.replace(String.valueOf(quote), String.valueOf(quote) + quote);
        return quote == '\'' && value.contains("\\")
                ? " E'" + doubled.replace("\\", "\\\\") + "'"
                : quote + doubled + quote;
    }

    void enter(String name) {
        open.add(name);
    }

    void leave(String name) {
        open.remove(name);
    }

    /** {@code \set NAME VALUE…}: psql puts the values together without space. */
    void set(List<String> words) {
        if (!words.isEmpty()) {
            values.put(words.get(0), String.join("", words.subList(1, words.size())));
        }
    }

    void unset(List<String> words) {
        if (!words.isEmpty()) {
            values.remove(words.get(0));
        }
    }
}
