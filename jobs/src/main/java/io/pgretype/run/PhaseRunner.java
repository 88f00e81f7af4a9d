package io.pgretype.run;

import io.pgretype.change.Change;
import io.pgretype.ledger.Controls;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerSchema;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.Runs;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Runs one phase of a change, once at a time: under the change's lease, and only if the ledger says that there is
 * something to do.
 */
public final class PhaseRunner {

    private final DataSource dataSource;
    private final OpenedChanges changes;
    private final Map<PhaseCommand, PhaseJob> jobs;
    private final JobExecutor executor;
    private final Meters meters;
    private final Ledger ledger;
    private final LedgerSchema schema;
    private final Runs runs;
    private final Controls controls;
    private final AtomicReference<@Nullable Assignment> running = new AtomicReference<>();
    private volatile CountDownLatch stop = new CountDownLatch(1);

    public PhaseRunner(
            DataSource dataSource, OpenedChanges changes, List<PhaseJob> jobs, JobExecutor executor, Meters meters) {
        this.dataSource = dataSource;
        this.changes = changes;
        this.jobs = jobs.stream().collect(Collectors.toMap(PhaseJob::command, Function.identity()));
        this.executor = executor;
        this.meters = meters;
        this.ledger = new Ledger(dataSource);
        this.schema = new LedgerSchema(dataSource);
        this.runs = new Runs(dataSource);
        this.controls = new Controls(dataSource);
    }

    /** Asks the run in this process to stop: between chunks, or before its next step. */
    public void stop() {
        stop.countDown();
        Assignment assignment = running.get();
        if (assignment != null) {
            assignment.requestStop();
        }
    }

    /** Whether a stop was asked for since the last run began. */
    boolean isStopping() {
        return stop.getCount() == 0;
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
        stop = new CountDownLatch(1);
        Recovery recovery = new Recovery(stop, activity);
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
     * The connection may be lost before or behind the job too; and in a console that stays open it may have died since the
     * last command.
     */
    private Outcome runOrLose(PhaseCommand command, String changeName, RunOptions options, Activity activity) {
        try {
            return runOnce(command, changeName, options, activity);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            DatabaseFailure loss = DatabaseFailure.among(List.of(e))
                    .filter(DatabaseFailure::isLoss)
                    .orElseThrow(() -> e);
            return stopped(List.of(loss.problem(command.text())));
        }
    }

    private Outcome runOnce(PhaseCommand command, String changeName, RunOptions options, Activity activity) {
        Change change = changes.resolve(changeName, command);
        try (Lease lease = Lease.acquire(dataSource, changeName)) {
            boolean installed = schema.isInstalled();
            if (installed) {
                // What gates ask an older ledger may not know.
                schema.install();
            }
            // Not only the phase: a process that was killed may have left the server a commit to finish.
            Phase phase = ledger.settledPhase(changeName);
            Optional<Long> open = installed ? runs.open(changeName, command) : Optional.empty();
            boolean goesOn = open.isPresent() && (command.startsFrom(phase) || command.isDoneIn(phase));
            if (!goesOn) {
                if (command.isDoneIn(phase)) {
                    return Outcome.done(List.of(Sentences.nothingToDo(command, changeName, phase)));
                }
                if (!command.startsFrom(phase)) {
                    return stopped(List.of(Sentences.wrongPhase(command, changeName, phase)));
                }
            }
            refuseBesideInterruptedRollback(command, changeName, phase);
            Optional<Problem> paused = installed ? paused(command, changeName) : Optional.empty();
            if (paused.isPresent()) {
                return stopped(List.of(paused.get()));
            }
            if (command.startsFrom(phase)) {
                List<Problem> problems = job(command).gate(change, options.flags(), activity);
                if (!problems.isEmpty()) {
                    return stopped(problems);
                }
            }
            schema.install();
            Optional<String> interrupted = open.map(runs::interruption);
            long run = open.orElseGet(() -> runs.begin(changeName, command, options.text()));
            Assignment assignment = new Assignment(change, run, options, activity);
            interrupted.ifPresent(
                    what -> assignment.say("%s: goes on where it was interrupted: %s".formatted(command.text(), what)));
            return execute(command, assignment);
        }
    }

    private Outcome execute(PhaseCommand command, Assignment assignment) {
        running.set(assignment);
        try {
            if (isStopping()) {
                assignment.requestStop();
            }
            Outcome outcome = new AfterLoss(ledger)
                    .lookAgain(
                            command, assignment, executor.execute(job(command).job(assignment), assignment));
            note(assignment, outcome);
            return outcome;
        } finally {
            running.set(null);
            job(command).ended(assignment);
        }
    }

    /** A run that ended by itself is closed; any other is taken up again by the same command. */
    private void note(Assignment assignment, Outcome outcome) {
        String message =
                outcome.problems().isEmpty() ? "" : outcome.problems().get(0).text();
        try {
            if (outcome.exitStatus() == ExitStatus.DONE || outcome.problems().equals(assignment.problems())) {
                runs.end(assignment.run(), outcome.exitStatus().name(), message);
            } else {
                runs.interrupt(assignment.run(), outcome.exitStatus().name(), message);
            }
            String change = assignment.change().name();
            meters.of(change).phase(ledger.phase(change));
        } catch (DataAccessException e) {
            // The server is gone. The run stays open, as after a crash.
        }
    }

    /** Between a rollback's swap and its end, the old column waits for its constraints. */
    private void refuseBesideInterruptedRollback(PhaseCommand command, String change, Phase phase) {
        if (command != PhaseCommand.ROLLBACK
                && phase == Phase.HARDENED
                && runs.open(change, PhaseCommand.ROLLBACK).isPresent()) {
            throw new ProblemException(Sentences.rollbackInterrupted(command, change));
        }
    }

    /** A run that is paused while it works waits; one that is not yet begun leaves it to the next. */
    private Optional<Problem> paused(PhaseCommand command, String change) {
        if (command != PhaseCommand.BACKFILL && command != PhaseCommand.VERIFY) {
            return Optional.empty();
        }
        return controls.read(change).pause().map(wish -> Sentences.paused(command, change, wish));
    }

    private PhaseJob job(PhaseCommand command) {
        PhaseJob job = jobs.get(command);
        if (job == null) {
            throw new IllegalStateException("no job for " + command);
        }
        return job;
    }

    private static Outcome stopped(List<Problem> problems) {
        return Outcome.stopped(List.of(), problems);
    }
}
