package io.pgretype.alter;

import io.pgretype.database.SqlState;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** What the server says of a statement that it does not take. */
final class ServerRefusal {

    private ServerRefusal() {}

    /** Whether something stands in its way: PostgreSQL says so of what it cannot do yet. */
    static boolean isFeatureNotSupported(DataAccessException e) {
        return e.getRootCause() instanceof SQLException cause
                && (SqlState.of(cause).isFeatureNotSupported()
                        || SqlState.of(cause).isSyntaxError());
    }

    /**
     * Its words, in one line.
     *
     * @throws DataAccessException the same, if the connection, the server or another session has failed, not the statement
     */
    static String of(DataAccessException e) {
        if (!(e.getRootCause() instanceof SQLException cause)
                || SqlState.of(cause).isOutsideOfStatement()) {
            throw e;
        }
        return String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .reduce((some, more) -> some + "; " + more)
                .orElse("");
    }
}
