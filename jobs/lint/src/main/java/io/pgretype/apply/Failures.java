package io.pgretype.apply;

import io.pgretype.change.Durations;
import io.pgretype.database.SqlState;
import io.pgretype.lint.script.Statement;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** What the errors of a file's statements are for people. */
final class Failures {

    private static final String TRANSACTION_UNDONE =
            "This transaction changed nothing; those before it are done and noted.";
    private static final String NOT_UNDONE =
            "It ran outside a transaction; what it left, an invalid index for example, the next run removes."
                    + " What came before it is done and noted.";

    private Failures() {}

    /** Itself where a lock, a conflict, or the connection is the reason; a problem where the statement is. */
    static RuntimeException unlessRepeatable(Part part, Statement statement, DataAccessException e) {
        if (!(e.getMostSpecificCause() instanceof SQLException sql)) {
            return e;
        }
        SqlState state = SqlState.of(sql);
        if (state.isWorthAnotherAttempt() || state.isLossOfConnection()) {
            return e;
        }
        return new ProblemException(
                new Problem(
                        ProblemCode.MIGRATION_FAILED,
                        "%s:%d failed: %s"
                                .formatted(part.key().file(), statement.line(), Text.oneLine(statement.sql())),
                        "%s (%s)".formatted(sql.getMessage(), state.text()),
                        state(part),
                        "Remove the cause in the database, then run the same command again; where the file itself is"
                                + " wrong, write another one, or see migration-edited."),
                e);
    }

    static ProblemException tooLong(Part part, Statement statement, ApplyOptions options, DataAccessException e) {
        return new ProblemException(
                new Problem(
                        ProblemCode.MIGRATION_TOO_LONG,
                        "%s:%d was stopped: %s"
                                .formatted(part.key().file(), statement.line(), Text.oneLine(statement.sql())),
                        "it took longer than a transaction with locks that others wait behind may last (limit %s, ten times"
                                        .formatted(Durations.text(options.statementTimeout()))
                                + " the lock budget)",
                        state(part),
                        "Do it in steps that hold no strong lock for long: ./pgretype lint says how. Where the table is"
                                + " idle, a larger --lock-budget lets it end."),
                e);
    }

    static ProblemException stopped(Part part, Statement statement, DataAccessException e) {
        return new ProblemException(
                new Problem(
                        ProblemCode.STOPPED,
                        "%s:%d was stopped: %s"
                                .formatted(part.key().file(), statement.line(), Text.oneLine(statement.sql())),
                        "a stop was asked for",
                        state(part),
                        "Run the same command again: it goes on with this part."),
                e);
    }

    private static String state(Part part) {
        return part.way().isOutside() ? NOT_UNDONE : TRANSACTION_UNDONE;
    }
}
