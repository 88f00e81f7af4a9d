package io.pgretype.run;

import io.pgretype.phase.Activity;
import io.pgretype.phase.DatabaseFailure;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** Makes another attempt, and another, where a person would only have to type the same command again. */
final class Recovering {

    private Recovering() {}

    /**
     * @param command what is attempted, for people
     * @throws ProblemException for a change file that cannot be used
     */
    static Outcome run(String command, Activity activity, Supplier<Outcome> attempt) {
        Recovery recovery = new Recovery(activity);
        Outcome outcome = runOrLose(command, attempt);
        while (recovery.from(outcome.problems())) {
            try {
                Outcome again = runOrLose(command, attempt);
                // One that was lost in its turn knows no more than the one before.
                outcome = isLost(again) ? outcome : again;
            } catch (DataAccessException e) {
                // The server is not there yet: the outcome is still the one before.
            } catch (ProblemException e) {
                if (!Recovery.isNotThereYet(e)) {
                    throw e;
                }
            }
        }
        return outcome.after(recovery.sentences());
    }

    private static boolean isLost(Outcome outcome) {
        return outcome.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.CONNECTION_LOST);
    }

    /**
     * The connection may be lost before or after the job too; and in a console that stays open it may have died since the
     * last command.
     */
    private static Outcome runOrLose(String command, Supplier<Outcome> attempt) {
        try {
            return attempt.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            DatabaseFailure loss = DatabaseFailure.among(List.of(e))
                    .filter(DatabaseFailure::isLoss)
                    .orElseThrow(() -> e);
            return Outcome.stopped(List.of(), List.of(loss.problem(command)));
        }
    }
}
