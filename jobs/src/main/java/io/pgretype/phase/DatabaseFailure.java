package io.pgretype.phase;

import io.pgretype.database.SqlState;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a database's error means for the run that met it. */
public record DatabaseFailure(SQLException error) {

    /** An exception of Spring's that has no error of the database's in it is taken for a lost connection. */
    public static DatabaseFailure of(RuntimeException e) {
        SQLException error = Causes.find(e, SQLException.class);
        return new DatabaseFailure(error != null ? error : new SQLException(e.getMessage(), e));
    }

    /** One lost connection often makes several errors; the loss counts, and most what the server said of it. */
    public static Optional<DatabaseFailure> among(List<Throwable> failures) {
        List<DatabaseFailure> found = failures.stream()
                .map(failure -> Causes.find(failure, SQLException.class))
                .filter(Objects::nonNull)
                .map(DatabaseFailure::new)
                .toList();
        return found.stream()
                .filter(DatabaseFailure::isLoss)
                .max(Comparator.comparing(loss -> loss.state() != null))
                .or(() -> found.stream().findFirst());
    }

    public boolean isLoss() {
        return SqlState.of(error).isLossOfConnection();
    }

    public Problem problem(String command) {
        boolean lost = isLoss();
        return new Problem(
                lost ? ProblemCode.CONNECTION_LOST : ProblemCode.DATABASE_ERROR,
                "%s failed.".formatted(command),
                state() == null
                        ? String.valueOf(error.getMessage())
                        : "%s (SQLSTATE %s)".formatted(error.getMessage(), state()),
                lost
                        ? "Every transaction is there whole or not at all; the ledger says which (./pgretype status)."
                        : "What was committed stays; the failed transaction left nothing.",
                lost
                        ? "See that the server is up, then run the same command again; it goes on where it was."
                        : "Remove the cause, then run the same command again; it goes on where it was.");
    }

    private @Nullable String state() {
        return error.getSQLState();
    }
}
