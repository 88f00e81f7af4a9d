package io.pgretype.phase;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** How a command ended, from what it found or threw. */
public final class Ending {

    private Ending() {}

    /** With these problems; well if there are none. */
    public static Outcome of(Assignment assignment, List<Problem> problems) {
        return problems.isEmpty()
                ? Outcome.done(assignment.results())
                : Outcome.stopped(assignment.results(), problems);
    }

    /**
     * What a failure means: a problem that is known, a stop that was asked for, the database's error, or a fault of ours.
     *
     * @param command what failed, for people
     * @param description of what went wrong where nothing was thrown
     */
    public static Outcome failed(String command, Assignment assignment, List<Throwable> failures, String description) {
        for (Throwable failure : failures) {
            ProblemException known = Causes.find(failure, ProblemException.class);
            if (known != null) {
                return of(assignment, known.problems());
            }
        }
        if (assignment.stopRequested()) {
            return of(assignment, List.of(stopped(command)));
        }
        Optional<DatabaseFailure> database = DatabaseFailure.among(failures);
        return of(
                assignment,
                List.of(
                        database.isPresent()
                                ? database.get().problem(command)
                                : internalError(command, failures, description)));
    }

    /** What is said where a stop was asked for. */
    public static Problem stopped(String command) {
        return new Problem(
                ProblemCode.STOPPED,
                "%s stopped because it was asked to.".formatted(command),
                "a stop was requested by signal or from the console",
                "What was committed stays; the rest is open.",
                "Run the same command again; it goes on where it was.");
    }

    private static Problem internalError(String command, List<Throwable> failures, String description) {
        return new Problem(
                ProblemCode.INTERNAL_ERROR,
                "%s failed.".formatted(command),
                failures.isEmpty()
                        ? description.lines().findFirst().orElse("no message")
                        : String.valueOf(failures.get(0)),
                "What was committed stays; the failed transaction left nothing.",
                "Run the same command again; if it fails again, report it with this message.");
    }
}
