package io.pgretype.backfill;

import io.pgretype.database.SqlState;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** Whose fault it is that a statement failed, by its SQLSTATE. */
enum Fault {
    /** Somebody else has a lock: lock_not_available, deadlock_detected. */
    LOCK,
    /** Nobody's: serialization_failure. It may succeed when repeated. */
    CHANCE,
    /** The connection's or the server's: with other rows it would fail as well. */
    SERVER,
    /** The rows': a trigger or constraint refuses one, or there are too many for the statement_timeout. */
    ROWS;

    static Fault of(DataAccessException e) {
        SqlState state = sqlState(e);
        if (state.isOfLock()) {
            return LOCK;
        }
        if (state.isSerializationFailure()) {
            return CHANCE;
        }
        return state.isOfServer() ? SERVER : ROWS;
    }

    /** The SQLSTATE; empty if there is none. */
    static String state(DataAccessException e) {
        return sqlState(e).text();
    }

    private static SqlState sqlState(DataAccessException e) {
        return e.getRootCause() instanceof SQLException cause ? SqlState.of(cause) : new SqlState(null);
    }
}
