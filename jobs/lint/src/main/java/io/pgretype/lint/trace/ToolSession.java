package io.pgretype.lint.trace;

import io.pgretype.lint.scratch.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * What the tool's connection has set before its first statement.
 *
 * @param settings names and values, as {@code SET} takes them: {@code lock_timeout = '2s'}
 */
public record ToolSession(List<String> settings) {

    public ToolSession {
        settings = List.copyOf(settings);
    }

    /** Nothing is set. */
    public static ToolSession plain() {
        return new ToolSession(List.of());
    }

    /** Statements wait for locks no longer than this; {@code 2s}. */
    public static ToolSession withLockTimeout(String duration) {
        return new ToolSession(List.of("lock_timeout = '" + duration.replace("'", "''") + "'"));
    }

    void prepare(Session session) throws SQLException {
        for (String setting : settings) {
            session.run("set " + setting);
        }
    }
}
