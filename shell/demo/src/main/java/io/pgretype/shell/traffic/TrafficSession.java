package io.pgretype.shell.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One session of the application: it thinks, runs a statement or a short transaction, and thinks again. */
final class TrafficSession implements Runnable {

    private final Connections connections;
    private final TrafficOptions options;
    private final Noticed seen;
    private final Choice choice;
    private final Application.Share share;
    private volatile boolean stopping;
    private volatile @Nullable Connection current;

    TrafficSession(
            Connections connections, TrafficOptions options, Noticed seen, Choice choice, Application.Share share) {
        this.connections = connections;
        this.options = options;
        this.seen = seen;
        this.choice = choice;
        this.share = share;
    }

    /** Opens a connection like the application's. */
    interface Connections {
        Connection open() throws SQLException;
    }

    /** After the statement or transaction that it is in. */
    void stop() {
        stopping = true;
    }

    /** Now, whatever it is in; to be called after {@link #stop}. Does nothing to a session that has ended. */
    void cutOff() {
        Connection connection = current;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // The connection is no longer there to be cut.
                current = null;
            }
        }
    }

    @Override
    public void run() {
        Pace pace = new Pace(options.statementsPerSecond() / options.sessions(), choice);
        try {
            while (!stopping) {
                workOnOneConnection(pace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOnOneConnection(Pace pace) throws InterruptedException {
        try (Connection connection = connections.open()) {
            current = connection;
            SessionWork<?> work = share.workOn(connection, seen, choice);
            boolean connected = true;
            while (connected && !stopping) {
                int statements = choice.statements();
                pace.await(statements);
                connected = transaction(work, connection, statements);
            }
        } catch (SQLException e) {
            if (!stopping) {
                seen.error(StatementKind.CONNECT, e);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } finally {
            current = null;
        }
    }

    /** False if the connection was lost. What fails is counted where it fails. */
    private boolean transaction(SessionWork<?> work, Connection connection, int statements)
            throws SQLException, InterruptedException {
        try {
            work.run(statements);
            return true;
        } catch (SQLException e) {
            if (!connection.isValid(5)) {
                share.memory().outcomeUnknown();
                return false;
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            share.memory().rolledBack();
            return true;
        }
    }
}
