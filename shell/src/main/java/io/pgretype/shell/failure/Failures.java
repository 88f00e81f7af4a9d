package io.pgretype.shell.failure;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.problem.Secrets;
import io.pgretype.shell.connection.ConnectionFailure;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.session.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stopped a command, found in the exceptions it ended with. */
public final class Failures {

    private final Supplier<ConnectionSettings> settings;
    private final Screen screen;

    /**
     * Failures told on that screen.
     *
     * @param settings may throw: then nothing was connected
     */
    public Failures(Supplier<ConnectionSettings> settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Prints the problems and says the exit status; {@code PGRETYPE_DEBUG=1} asks for the stack trace too. */
    public ExitStatus report(Throwable failure) {
        List<Problem> problems = problems(failure);
        problems.forEach(problem -> screen.notice(problem.text()));
        if ("1".equals(System.getenv("PGRETYPE_DEBUG"))) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            screen.notice(Secrets.masked(trace.toString()));
        }
        return problems.get(0).code().exitStatus();
    }

    /** At least one. */
    List<Problem> problems(Throwable failure) {
        ProblemException known = innermost(failure, ProblemException.class);
        if (known != null) {
            return known.problems();
        }
        SQLException withState = withState(failure);
        SQLException sql = withState != null ? withState : innermost(failure, SQLException.class);
        return List.of(sql != null ? database(sql) : internal(failure));
    }

    private Problem database(SQLException e) {
        Problem connection = connected()
                .map(ConnectionFailure::new)
                .map(failure -> failure.whileWorking(e))
                .orElse(null);
        if (connection != null) {
            return connection;
        }
        String message = "%s (SQLSTATE %s)".formatted(oneLine(e), e.getSQLState());
        if ("42501".equals(e.getSQLState())) {
            return new Problem(
                    ProblemCode.NO_PRIVILEGE,
                    "The database user may not do this.",
                    message,
                    "What that statement would have changed is not changed.",
                    "Grant the privilege, or connect as the table's owner.");
        }
        return new Problem(
                ProblemCode.DATABASE_ERROR,
                "The database reported an error.",
                message,
                "The transaction was rolled back; what was committed before stays.",
                "Remove the cause and run the same command again.");
    }

    private Problem internal(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Problem(
                ProblemCode.INTERNAL_ERROR,
                "pgretype met an error it did not expect.",
                "%s: %s".formatted(root.getClass().getName(), oneLine(root)),
                "What was committed stays; nothing else was changed.",
                "Run the same command again; if it comes back, report it with the output of PGRETYPE_DEBUG=1.");
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private Optional<ConnectionSettings> connected() {
        try {
            return Optional.of(settings.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable SQLException withState(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                found = sql;
            }
        }
        return found;
    }

    private static <T extends Throwable> @Nullable T innermost(Throwable failure, Class<T> type) {
        T found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                found = type.cast(cause);
            }
        }
        return found;
    }
}
