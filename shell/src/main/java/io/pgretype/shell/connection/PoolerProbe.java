package io.pgretype.shell.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Finds out whether a pooler keeps a connection in one session (session mode) or gives each transaction whichever is
 * free (transaction mode).
 *
 * <p>A second connection holds a session inside a transaction. In transaction mode that is the session the first one
 * has just used, and the first is then given another.
 */
final class PoolerProbe {

    /** A pool of one session in session mode never serves the second connection: that is no transaction mode. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int TRANSACTIONS = 4;

    private final DataSource sessions;

    PoolerProbe(DataSource sessions) {
        this.sessions = sessions;
    }

    boolean movesSessions(Connection first) throws SQLException {
        int session = session(first);
        try (Connection second = sessions.getConnection()) {
            second.setAutoCommit(false);
            if (session(second) == session) {
                return true;
            }
            return moved(first, session);
        } catch (SQLException e) {
            return moved(first, session);
        }
    }

    private static boolean moved(Connection connection, int session) throws SQLException {
        for (int i = 0; i < TRANSACTIONS; i++) {
            if (session(connection) != session) {
                return true;
            }
        }
        return false;
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
            pid.next();
            return pid.getInt(1);
        }
    }
}
