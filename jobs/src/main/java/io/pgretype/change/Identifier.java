package io.pgretype.change;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name of one PostgreSQL object, unquoted and exactly as the catalog holds it.
 *
 * <p>This is the one place where identifiers are quoted.
 */
public record Identifier(String name) implements Comparable<Identifier> {

    /** PostgreSQL's NAMEDATALEN less the terminating zero: longer names are silently cut by the server. */
    public static final int MAX_BYTES = 63;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    public Identifier {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a PostgreSQL name: '%s'".formatted(name));
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("name longer than %d bytes: '%s'".formatted(MAX_BYTES, name));
        }
    }

    public static Identifier of(String name) {
        return new Identifier(name);
    }

    /** Reads a name as SQL would: folded to lower case unless it is in double quotes. */
    public static Identifier parse(String text) {
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return new Identifier(text.substring(1, text.length() - 1).replace("\"\"", "\""));
        }
        return new Identifier(text.toLowerCase(java.util.Locale.ROOT));
    }

    /** As it may stand in a statement: in double quotes unless it is plain and no keyword. */
    public String sql() {
        return PLAIN.matcher(name).matches() && !Keywords.needQuotes(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * This name with a suffix, shortened where it would not fit; shortened names keep a hash of the whole, so that two
     * names that differ stay different.
     */
    public Identifier withSuffix(String suffix) {
        String whole = name + suffix;
        if (whole.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return new Identifier(whole);
        }
        String tail = "_%08x%s".formatted(name.hashCode(), suffix);
        int room = MAX_BYTES - tail.getBytes(StandardCharsets.UTF_8).length;
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > room) {
            end = name.offsetByCodePoints(end, -1);
        }
        return new Identifier(name.substring(0, end) + tail);
    }

    @Override
    public int compareTo(Identifier other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
