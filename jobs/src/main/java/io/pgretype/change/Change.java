package io.pgretype.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The type changes of one or more columns of a table, and of the columns elsewhere that must follow them.
 *
 * @param name the change file's name without {@code .yaml}
 * @param definition the file's text
 */
public record Change(String name, List<TableChange> tables, Settings settings, String definition) {

    /** Names become parts of function names in PostgreSQL, so they are short and plain. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    public Change {
        tables = List.copyOf(tables);
        if (!isName(name)) {
            throw new IllegalArgumentException("not a change's name: '%s'".formatted(name));
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same of other tables: those that come along too, or one alone. */
    public Change of(List<TableChange> others) {
        return new Change(name, others, settings, definition);
    }

    /** Whether the file of the other would do just the same: comments and layout count for nothing. */
    public boolean saysTheSameAs(Change other) {
        return tables.equals(other.tables) && settings.equals(other.settings);
    }

    /** SHA-256 of the definition, in hexadecimal. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
