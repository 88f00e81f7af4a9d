package io.pgretype.run;

import io.pgretype.batch.JobExecutor;
import io.pgretype.change.Change;
import io.pgretype.ledger.Controls;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.Ending;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.PhaseJobs;
import io.pgretype.phase.RunEnd;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.springframework.dao.DataAccessException;

/** Runs one phase of a change once: under the change's lease, and only if the ledger says that there is something to do. */
final class PhaseAttempt {

    private final Ledger ledger;
    private final OpenedChanges changes;
    private final PhaseJobs jobs;
    private final JobExecutor executor;
    private final Meters meters;
    private final AfterLoss afterLoss;

    PhaseAttempt(Ledger ledger, OpenedChanges changes, PhaseJobs jobs, JobExecutor executor, Meters meters) {
        this.ledger = ledger;
        this.changes = changes;
        this.jobs = jobs;
        this.executor = executor;
        this.meters = meters;
        this.afterLoss = new AfterLoss(ledger);
    }

    /** @throws ProblemException for a change file that cannot be used */
    Outcome run(PhaseCommand command, String changeName, RunOptions options, Activity activity) {
        Change change = resolve(changeName, command);
        try (Lease lease = Lease.acquire(ledger.database(), changeName)) {
            boolean installed = ledger.schema().isInstalled();
            if (installed) {
                // What gates ask an older ledger may not know.
                ledger.schema().install();
            }
            // Not only the phase: a process that was killed may have left the server a commit to finish.
            Phase phase = ledger.settledPhase(changeName);
            Optional<Long> open = installed ? ledger.runs().open(changeName, command) : Optional.empty();
            boolean goesOn = open.isPresent() && (command.startsFrom(phase) || command.isDoneIn(phase));
            if (!goesOn && command.isDoneIn(phase)) {
                return Outcome.nothingToDo(Sentences.nothingToDo(command, changeName, phase));
            }
            if (!goesOn && !command.startsFrom(phase)) {
                return refused(installed, command, changeName, Sentences.wrongPhase(command, changeName, phase));
            }
            if (isBesideInterruptedRollback(command, changeName, phase)) {
                return refused(installed, command, changeName, Sentences.rollbackInterrupted(command, changeName));
            }
            if (isBesideInterruptedCutover(command, changeName, phase)) {
                return refused(installed, command, changeName, Sentences.cutoverInterrupted(command, changeName));
            }
            Optional<Problem> replaced = new SameTables(ledger).problem(command, options, changeName);
            if (replaced.isPresent()) {
                return refused(installed, command, changeName, replaced.get());
            }
            Optional<Controls.Wish> pause = installed ? pause(command, changeName) : Optional.empty();
            if (pause.isPresent()) {
                return refused(installed, command, changeName, Sentences.paused(command, changeName, pause.get()));
            }
            if (command.startsFrom(phase)) {
                List<Problem> problems = gate(command, change, options, activity);
                if (!problems.isEmpty()) {
                    return refused(installed, command, changeName, problems);
                }
            }
            ledger.schema().install();
            Optional<String> interrupted = open.map(ledger.runs()::goOn);
            long run = open.orElseGet(
                    () -> ledger.runs().begin(changeName, command.text(), options.text(), options.typed()));
            lease.workOn(run);
            Assignment assignment = new Assignment(change, run, options, activity);
            interrupted.ifPresent(
                    what -> assignment.say("%s: goes on where it was interrupted: %s".formatted(command.text(), what)));
            return execute(command, assignment);
        }
    }

    /** A change that is in the ledger can be refused for its file like for anything else. */
    private Change resolve(String change, PhaseCommand command) {
        try {
            return changes.resolve(change, command);
        } catch (ProblemException e) {
            if (ledger.find(change).isPresent() && ledger.schema().has("event")) {
                ledger.events().refused(change, command.text(), e.problems());
            }
            throw e;
        }
    }

    private List<Problem> gate(PhaseCommand command, Change change, RunOptions options, Activity activity) {
        try {
            return jobs.of(command).gate(change, options.flags(), activity);
        } catch (CancellationException e) {
            return List.of(Ending.stopped(command.text()));
        }
    }

    private Outcome execute(PhaseCommand command, Assignment assignment) {
        try {
            Outcome outcome = executor.execute(jobs.of(command).job(assignment), assignment);
            Outcome known = afterLoss.lookAgain(command, assignment, outcome);
            note(assignment, known);
            return known;
        } finally {
            jobs.of(command).ended(assignment);
        }
    }

    /** A run that ended by itself is closed; any other is taken up again by the same command. */
    private void note(Assignment assignment, Outcome outcome) {
        boolean over =
                outcome.exitStatus() == ExitStatus.DONE || outcome.problems().equals(assignment.problems());
        RunEnd.note(ledger, assignment, outcome, over);
        try {
            String change = assignment.change().name();
            meters.of(change).phase(ledger.phase(change));
        } catch (DataAccessException e) {
            // The server is gone.
        }
    }

    /** Between a rollback's first swap and its end, tables wait to be swapped back, and old columns for their constraints. */
    private boolean isBesideInterruptedRollback(PhaseCommand command, String change, Phase phase) {
        return command != PhaseCommand.ROLLBACK
                && (phase == Phase.PARTLY_CUT_OVER || PhaseCommand.ROLLBACK.isDoneIn(phase))
                && ledger.runs().open(change, PhaseCommand.ROLLBACK).isPresent();
    }

    /** Between a cutover's swap and its end, a sequence may still belong to the old column. */
    private boolean isBesideInterruptedCutover(PhaseCommand command, String change, Phase phase) {
        return command == PhaseCommand.CONTRACT
                && phase == Phase.CUT_OVER
                && ledger.runs().open(change, PhaseCommand.CUTOVER).isPresent();
    }

    /** A run that is paused while it works waits; one that is not yet begun leaves it to the next. */
    private Optional<Controls.Wish> pause(PhaseCommand command, String change) {
        return command.mayBePaused() ? ledger.controls().read(change).pause() : Optional.empty();
    }

    private Outcome refused(boolean installed, PhaseCommand command, String change, Problem problem) {
        return refused(installed, command, change, List.of(problem));
    }

    /** @param installed whether there is a ledger to note it in: a refusal makes none */
    private Outcome refused(boolean installed, PhaseCommand command, String change, List<Problem> problems) {
        if (installed) {
            ledger.events().refused(change, command.text(), problems);
        }
        return Outcome.stopped(List.of(), problems);
    }
}
