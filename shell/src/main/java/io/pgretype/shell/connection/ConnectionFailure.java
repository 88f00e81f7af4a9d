package io.pgretype.shell.connection;

import static io.pgretype.problem.ProblemCode.BAD_COMMAND_LINE;
import static io.pgretype.problem.ProblemCode.CONNECTION_LOST;
import static io.pgretype.problem.ProblemCode.NO_CONNECTION;
import static io.pgretype.problem.ProblemCode.NO_PRIVILEGE;
import static io.pgretype.problem.ProblemCode.NO_SERVER;
import static io.pgretype.problem.ProblemCode.NO_TLS;
import static io.pgretype.problem.ProblemCode.TRANSACTION_POOLER;
import static io.pgretype.problem.ProblemCode.WRONG_PASSWORD;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says by the SQLSTATE why there is no connection, or that it broke. */
public final class ConnectionFailure {

    /** The server ended the session: shutdown, crash of another session, idle timeout. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P05", "25P03");

    private final ConnectionSettings settings;

    public ConnectionFailure(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** An error of connecting: always a problem. */
    Problem whileConnecting(SQLException e) {
        String state = state(e);
        String message = oneLine(e);
        if (hasCause(e, SSLException.class) || (state.startsWith("08") && message.contains("SSL"))) {
            return noTls(message);
        }
        return switch (state) {
            case "08001" -> message.matches("Invalid \\w+ value: .*") ? badParameter(message) : noServer(e, message);
            case "22023", "42704" -> badParameter(message);
            case "28P01" -> wrongPassword(message);
            case "28000" ->
                settings.sslMode().equals("disable") && message.contains("no encryption")
                        ? noTls(message)
                        : wrongPassword(message);
            case "08004" -> message.contains("password") ? wrongPassword(message) : noConnection(message);
            case "3D000" ->
                problem(
                        NO_CONNECTION,
                        "There is no database '%s' at %s.".formatted(settings.database(), settings.address()),
                        message,
                        "Set PGDATABASE, or the database in --url.");
            case "42501" ->
                problem(
                        NO_PRIVILEGE,
                        "User '%s' may not connect to database '%s'.".formatted(settings.user(), settings.database()),
                        message,
                        "Grant CONNECT to that user, or connect as the table's owner.");
            case "08P01" ->
                message.contains("unsupported startup parameter")
                        ? problem(
                                TRANSACTION_POOLER,
                                "There is a connection pooler between pgretype and the server.",
                                message,
                                "Connect to PostgreSQL itself, past the pooler.")
                        : noConnection(message);
            default -> noConnection(message);
        };
    }

    /** An error of a session that was open; null if the connection was not the trouble. */
    public @Nullable Problem whileWorking(SQLException e) {
        String state = state(e);
        // Without a state it is the pool that speaks: it has closed the connection because it broke.
        if (state.isEmpty() || state.startsWith("08") || SESSION_ENDED.contains(state)) {
            return new Problem(
                    CONNECTION_LOST,
                    "The connection to %s was lost.".formatted(settings.address()),
                    oneLine(e),
                    "What was committed stays, what was not is rolled back.",
                    "Run the same command again; it goes on where it stopped.");
        }
        boolean refused = state.startsWith("28")
                || Set.of("3D000", "53300", "57P03").contains(state)
                || hasCause(e, SSLException.class);
        return refused ? whileConnecting(e) : null;
    }

    /** The driver, or for {@code options} the server, looks at parameters only when it connects. */
    private static Problem badParameter(String message) {
        return problem(
                BAD_COMMAND_LINE,
                "A parameter in the database's URL cannot be used.",
                message,
                "Correct it in --url or PGRETYPE_URL, or leave it out.");
    }

    private Problem noServer(SQLException e, String message) {
        Throwable cause = e.getCause();
        return problem(
                NO_SERVER,
                "No PostgreSQL server answers at %s.".formatted(settings.address()),
                cause == null
                        ? message
                        : "%s (%s)".formatted(message, cause.getClass().getSimpleName()),
                "Check that the server runs and accepts TCP/IP there; set PGHOST and PGPORT, or --url.");
    }

    private Problem wrongPassword(String message) {
        return problem(
                WRONG_PASSWORD,
                "The server at %s does not let user '%s' in.".formatted(settings.address(), settings.user()),
                message,
                "Set PGUSER and PGPASSWORD (or PGPASSFILE), and see the server's pg_hba.conf.");
    }

    private Problem noTls(String message) {
        return problem(
                NO_TLS,
                "No TLS connection to %s as sslmode=%s asks for.".formatted(settings.address(), settings.sslMode()),
                message,
                "Set PGSSLMODE to what the server offers, or correct the certificates.");
    }

    private Problem noConnection(String message) {
        return problem(
                NO_CONNECTION,
                "The server at %s does not take the connection.".formatted(settings.address()),
                message,
                "Try again when the server is ready.");
    }

    private static Problem problem(ProblemCode code, String stopped, String observed, String next) {
        return new Problem(code, stopped, observed, Problem.NOTHING_CHANGED, next);
    }

    private static String oneLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        return state(e).isEmpty() ? message : "%s (SQLSTATE %s)".formatted(message, state(e));
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
