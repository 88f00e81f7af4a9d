package io.pgretype.alter;

import io.pgretype.catalog.Following;
import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.Ledger;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.Ending;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunEnd;
import io.pgretype.phase.RunOptions;
import io.pgretype.preflight.Preflight;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** {@code alter}: changes the types of a change by the plain statement, where that is all it takes. */
public final class AlterRun {

    /** As it is typed, and as the ledger calls its runs. */
    public static final String COMMAND = "alter";

    private final Ledger ledger;
    private final ChangeFiles files;
    private final Preflight preflight;
    private final Following following;
    private final AlterTrial trial;
    private final Statistics statistics;
    private final OpenTables openTables;

    public AlterRun(Ledger ledger, ChangeFiles files) {
        this.ledger = ledger;
        this.files = files;
        this.preflight = new Preflight(ledger.database().jdbc());
        this.following = new Following(ledger.database());
        this.trial = new AlterTrial(ledger.database());
        this.statistics = new Statistics(ledger.database().jdbc());
        this.openTables = new OpenTables(ledger);
    }

    /**
     * Runs it once. Columns that have their type already stay as they are, so that it may be repeated at any time.
     *
     * @throws ProblemException {@code busy}, or for a change file that cannot be used
     */
    public Outcome run(String name, RunOptions options, Activity activity) {
        Change declared = files.read(name);
        try (Lease lease = Lease.acquire(ledger.database(), name)) {
            if (ledger.schema().isInstalled()) {
                ledger.schema().install();
            }
            List<Problem> refusals = preflight.refusalsOfAlter(declared);
            if (!refusals.isEmpty()) {
                return refused(name, refusals);
            }
            Change change = following.complete(declared);
            List<Problem> open = openTables.problems(change);
            if (!open.isEmpty()) {
                return refused(name, open);
            }
            activity.doing("trying the statements on empty copies");
            Alteration alteration = trial.of(change);
            List<Problem> problems = alteration.problems(change);
            if (!problems.isEmpty()) {
                return refused(name, problems);
            }
            boolean nothingLeft =
                    alteration.tables().isEmpty() && statistics.missing(change).isEmpty();
            if (nothingLeft && open(name).isEmpty()) {
                return Outcome.done(List.of(nothingToDo(name)));
            }
            ledger.schema().install();
            Optional<Long> interrupted = open(name);
            interrupted.ifPresent(ledger.runs()::goOn);
            long run = interrupted.orElseGet(() -> ledger.runs().begin(name, COMMAND, options.text(), options.typed()));
            lease.workOn(run);
            return execute(new Assignment(change, run, options, activity), alteration);
        }
    }

    private Outcome refused(String name, List<Problem> problems) {
        if (ledger.schema().isInstalled()) {
            ledger.events().refused(name, COMMAND, problems);
        }
        return Outcome.stopped(List.of(), problems);
    }

    private Optional<Long> open(String name) {
        return ledger.schema().isInstalled() ? ledger.runs().open(name, COMMAND) : Optional.empty();
    }

    private static String nothingToDo(String name) {
        return "alter %s: nothing to do, its columns have their types.".formatted(name);
    }

    private Outcome execute(Assignment assignment, Alteration alteration) {
        Outcome outcome;
        try {
            work(assignment, alteration);
            outcome = Outcome.done(assignment.results());
        } catch (RuntimeException e) {
            outcome = Ending.failed(COMMAND, assignment, List.of(e), "");
        }
        // One that did not end well is taken up again by the same command.
        boolean over = outcome.exitStatus() == ExitStatus.DONE || outcome.exitStatus() == ExitStatus.REFUSED;
        RunEnd.note(ledger, assignment, outcome, over);
        return outcome;
    }

    private void work(Assignment assignment, Alteration alteration) {
        if (alteration.tables().isEmpty()) {
            assignment.say(nothingToDo(assignment.change().name()));
        }
        InPlace inPlace = new InPlace(ledger);
        for (AlteredTable table : alteration.tables()) {
            assignment.activity().doing("altering " + table.name());
            inPlace.run(assignment, table);
        }
        for (QualifiedName table : statistics.missing(assignment.change())) {
            assignment.activity().doing("analyzing " + table);
            new PatientStatement(ledger.database()).run("analyze " + table.sql(), assignment::stopRequested);
            assignment.say("analyzed %s".formatted(table));
        }
    }
}
