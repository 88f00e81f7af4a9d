package io.pgretype.lint.replay;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A statement that the running release sends.
 *
 * @param sql with {@code $1} for each value
 */
public record Running(Path file, int line, String sql) {

    private static final int LONGEST = 100;

    /** It may be run where nothing can be written. What names the server's own functions may do more than that. */
    boolean mayBeHarmless() {
        String text = sql.toLowerCase(Locale.ROOT);
        return text.startsWith("select") && !text.contains("pg_");
    }

    /** {@code statements.sql:4 select * from orders where id = $1}, on one line. */
    String inWords() {
        String text = sql.strip().replaceAll("\\s+", " ");
        return "%s:%d %s".formatted(file, line, text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text);
    }
}
