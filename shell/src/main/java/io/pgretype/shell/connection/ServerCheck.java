package io.pgretype.shell.connection;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.session.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.jdbc.PgConnection;

/** Asks the server, before anything else is asked of it, whether pgretype can work there. */
final class ServerCheck {

    private static final int OLDEST_MAJOR = 14;

    private final ConnectionSettings settings;

    ServerCheck(ConnectionSettings settings) {
        this.settings = settings;
    }

    /**
     * @throws ProblemException {@code no-server}, {@code wrong-password}, {@code no-tls}, {@code no-connection},
     *     {@code no-privilege}, {@code server-too-old}, {@code hot-standby}, {@code transaction-pooler}
     */
    void check() {
        try (Connection connection = settings.sessions().getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SessionSettings.SQL);
            }
            check(connection);
        } catch (SQLException e) {
            throw new ProblemException(new ConnectionFailure(settings).whileConnecting(e), e);
        }
    }

    private void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet server = statement.executeQuery("""
                        select current_setting('server_version_num')::integer / 10000 as major,
                               current_setting('server_version') as version,
                               pg_is_in_recovery() as standby,
                               pg_backend_pid() as backend
                        """)) {
            server.next();
            if (server.getInt("major") < OLDEST_MAJOR) {
                throw refused(
                        ProblemCode.SERVER_TOO_OLD,
                        "The server at %s is too old.".formatted(settings.address()),
                        "PostgreSQL %s, older than %d".formatted(server.getString("version"), OLDEST_MAJOR),
                        "Upgrade the server to PostgreSQL %d or newer.".formatted(OLDEST_MAJOR));
            }
            if (server.getBoolean("standby")) {
                throw refused(
                        ProblemCode.HOT_STANDBY,
                        "The server at %s is a standby and takes no writes.".formatted(settings.address()),
                        "pg_is_in_recovery() is true",
                        "Connect to the primary.");
            }
            // A pooler hands out cancel keys of its own, so the process it names is not the one that answers.
            boolean pooled = connection.unwrap(PgConnection.class).getBackendPID() != server.getInt("backend");
            if (pooled && new PoolerProbe(settings.sessions(PoolerProbe.PATIENCE)).movesSessions(connection)) {
                throw refused(
                        ProblemCode.TRANSACTION_POOLER,
                        "A pooler at %s gives every transaction another session.".formatted(settings.address()),
                        "two transactions of one connection ran in different server processes, or two connections in one",
                        "Connect to PostgreSQL itself, or to a pool in session mode: locks and settings must last.");
            }
        }
    }

    private static ProblemException refused(ProblemCode code, String stopped, String observed, String next) {
        return new ProblemException(new Problem(code, stopped, observed, Problem.NOTHING_CHANGED, next));
    }
}
