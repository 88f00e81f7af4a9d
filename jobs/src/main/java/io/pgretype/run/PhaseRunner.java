package io.pgretype.run;

import io.pgretype.batch.JobExecutor;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.PhaseJobs;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import java.util.List;
import java.util.Set;

/** Runs phases of changes, one at a time, and goes on by itself where a connection was lost. */
public final class PhaseRunner {

    private final PhaseAttempt attempt;
    private final Meters meters;
    private final News news;

    public PhaseRunner(Ledger ledger, OpenedChanges changes, PhaseJobs jobs, JobExecutor executor, Meters meters) {
        this.attempt = new PhaseAttempt(ledger, changes, jobs, executor, meters);
        this.meters = meters;
        this.news = new News(ledger, meters.listener());
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
            Outcome outcome =
                    Recovering.run(command.text(), activity, () -> attempt.run(command, changeName, options, activity));
            meters.of(changeName).ended(command, outcome.exitStatus());
            news.ended(command, changeName, options, outcome);
            return outcome;
        } catch (ProblemException e) {
            meters.of(changeName)
                    .ended(command, Outcome.stopped(List.of(), e.problems()).exitStatus());
            news.refused(command, changeName, options, e.problems());
            throw e;
        }
    }

    /** A scheduler's run has done all that it was to do. */
    void arrived(String change, Phase phase) {
        news.arrived(change, phase);
    }
}
