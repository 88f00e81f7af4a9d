package io.pgretype.lint.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A line {@code --changeset author:id name:value …}. Names and what they are compared with are in lower case. */
record ChangesetHead(String id, Map<String, String> attributes) {

    static ChangesetHead of(String words) {
        List<String> parts = split(words);
        Map<String, String> attributes = new HashMap<>();
        for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                attributes.put(part.substring(0, colon).toLowerCase(Locale.ROOT), part.substring(colon + 1));
            }
        }
        return new ChangesetHead(parts.isEmpty() ? "" : parts.get(0), attributes);
    }

    /** At white space outside of double quotes, which are left out. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (char c : (text + ' ').toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted || !Character.isWhitespace(c)) {
                part.append(c);
            } else if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString().strip());
        }
        return parts;
    }

    private boolean is(String name, boolean byDefault) {
        return Boolean.parseBoolean(
                attributes.getOrDefault(name, String.valueOf(byDefault)).strip());
    }

    boolean runsOnPostgres() {
        List<String> databases = Arrays.stream(attributes
                        .getOrDefault("dbms", "")
                        .toLowerCase(Locale.ROOT)
                        .split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return !is("ignore", false)
                && !databases.contains("none")
                && !databases.contains("!postgresql")
                && (databases.stream().allMatch(name -> name.startsWith("!"))
                        || databases.contains("postgresql")
                        || databases.contains("all"));
    }

    boolean isRepeatable() {
        return is("runonchange", false) || is("runalways", false);
    }

    boolean runsInTransaction() {
        return is("runintransaction", true);
    }

    boolean splitsStatements() {
        return is("splitstatements", true);
    }

    /** Empty where it is the semicolon. A line break before it is there anyhow: it is looked for at the ends of lines. */
    String endDelimiter() {
        String delimiter =
                attributes.getOrDefault("enddelimiter", "").replace("\\n", "\n").strip();
        return delimiter.equals(";") ? "" : delimiter;
    }
}
