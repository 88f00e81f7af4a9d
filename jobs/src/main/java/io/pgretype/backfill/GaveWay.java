package io.pgretype.backfill;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Whether a statement failed because somebody else has a lock. */
final class GaveWay {

    /** lock_not_available, deadlock_detected. */
    private static final Set<String> STATES = Set.of("55P03", "40P01");

    private GaveWay() {}

    static boolean is(DataAccessException e) {
        return e.getRootCause() instanceof SQLException cause && STATES.contains(cause.getSQLState());
    }
}
