package io.pgretype.run;

import io.pgretype.batch.JobExecutor;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.DatabaseFailure;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.PhaseJobs;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Runs phases of changes, one at a time, and goes on by itself where a connection was lost. */
public final class PhaseRunner {

    private final PhaseAttempt attempt;
    private final Meters meters;

    public PhaseRunner(Ledger ledger, OpenedChanges changes, PhaseJobs jobs, JobExecutor executor, Meters meters) {
        this.attempt = new PhaseAttempt(ledger, changes, jobs, executor, meters);
        this.meters = meters;
    }

    /**
     * Runs a phase, or goes on with it where it was interrupted.
     *
     * @throws ProblemException for a change file that cannot be used
     */
    public Outcome run(PhaseCommand command, String changeName, Set<RunOption> options, Activity activity) {
        return run(command, changeName, RunOptions.of(options), activity);
    }

    /**
     * Runs a phase, or goes on with it where it was interrupted.
     *
     * @throws ProblemException for a change file that cannot be used
     */
    public Outcome run(PhaseCommand command, String changeName, RunOptions options, Activity activity) {
        try {
            Outcome outcome = recovered(command, changeName, options, activity);
            meters.of(changeName).ended(command, outcome.exitStatus());
            return outcome;
        } catch (ProblemException e) {
            meters.of(changeName)
                    .ended(command, Outcome.stopped(List.of(), e.problems()).exitStatus());
            throw e;
        }
    }

    private Outcome recovered(PhaseCommand command, String changeName, RunOptions options, Activity activity) {
        Recovery recovery = new Recovery(activity);
        Outcome outcome = runOrLose(command, changeName, options, activity);
        while (recovery.from(outcome.problems())) {
            try {
                Outcome again = runOrLose(command, changeName, options, activity);
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
    private Outcome runOrLose(PhaseCommand command, String changeName, RunOptions options, Activity activity) {
        try {
            return attempt.run(command, changeName, options, activity);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            DatabaseFailure loss = DatabaseFailure.among(List.of(e))
                    .filter(DatabaseFailure::isLoss)
                    .orElseThrow(() -> e);
            return Outcome.stopped(List.of(), List.of(loss.problem(command.text())));
        }
    }
}
