package io.pgretype.backfill;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Whose fault it is that a statement failed, by its SQLSTATE (PostgreSQL's documentation, appendix A). */
enum Fault {
    /** Somebody else has a lock: lock_not_available, deadlock_detected. */
    LOCK,
    /** Nobody's: serialization_failure. It may succeed when repeated. */
    CHANCE,
    /** The connection's or the server's: with other rows it would fail as well. */
    SERVER,
    /** The rows': a trigger or constraint refuses one, or there are too many for the statement_timeout. */
    ROWS;

    private static final Set<String> LOCK_STATES = Set.of("55P03", "40P01");
    private static final Set<String> CHANCE_STATES = Set.of("40001");

    /**
     * Connection, feature, transaction, authorization, resources (disk full), program limits, operator intervention (but
     * query_canceled), system, configuration, internal.
     */
    private static final Set<String> SERVER_CLASSES =
            Set.of("08", "0A", "25", "28", "42", "53", "54", "57", "58", "F0", "XX");

    static Fault of(DataAccessException e) {
        String state = state(e);
        if (LOCK_STATES.contains(state)) {
            return LOCK;
        }
        if (CHANCE_STATES.contains(state)) {
            return CHANCE;
        }
        if (state.equals("57014")) {
            return ROWS;
        }
        return state.length() != 5 || SERVER_CLASSES.contains(state.substring(0, 2)) ? SERVER : ROWS;
    }

    /** The SQLSTATE; empty if there is none. */
    static String state(DataAccessException e) {
        return e.getRootCause() instanceof SQLException cause && cause.getSQLState() != null ? cause.getSQLState() : "";
    }
}
