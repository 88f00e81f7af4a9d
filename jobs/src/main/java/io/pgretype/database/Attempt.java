package io.pgretype.database;

import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statements that the server may refuse, in a transaction that goes on all the same. */
public final class Attempt {

    private Attempt() {}

    /**
     * Does the work, or nothing of it. Attempts may be nested. To be called in a transaction.
     *
     * @return what the server said, if it refused
     * @throws DataAccessException if the connection, the server or another session has failed, not a statement
     */
    public static Optional<ServerRefusal> of(Database database, Runnable work) {
        JdbcTemplate jdbc = database.template();
        jdbc.execute("savepoint pgretype_attempt");
        try {
            work.run();
            jdbc.execute("release savepoint pgretype_attempt");
            return Optional.empty();
        } catch (DataAccessException e) {
            ServerRefusal refusal = ServerRefusal.of(e);
            jdbc.execute("rollback to savepoint pgretype_attempt; release savepoint pgretype_attempt");
            return Optional.of(refusal);
        }
    }
}
