package io.pgretype.throttle;

import io.pgretype.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A session of our own that never waits long for an answer, neither from the server nor from the network. */
final class ReaderSession implements AutoCloseable {

    private static final String PATIENCE = "set statement_timeout = '2s'";
    private static final int NETWORK_PATIENCE_MS = 8_000;

    private final Connection connection;
    private final JdbcClient jdbc;

    private ReaderSession(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static ReaderSession open(Database database) throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_PATIENCE_MS);
            statement.execute(PATIENCE);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new ReaderSession(connection);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    Connection connection() {
        return connection;
    }

    boolean isBroken() {
        try {
            return !connection.isValid(2);
        } catch (SQLException e) {
            return true;
        }
    }

    /** Ends it now, whatever it waits for. */
    void cutOff() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // There is nothing left to cut.
        }
    }

    /** The connection may go back to a pool. */
    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            // Not reset: that would bring back what the role has set.
            statement.execute("set statement_timeout = 0");
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            // The connection is gone, and its settings with it.
        }
    }
}
