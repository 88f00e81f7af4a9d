package io.pgretype.plan;

import io.pgretype.alter.AlterAdvice;
import io.pgretype.alter.AlterAdvice.Advised;
import io.pgretype.alter.AlterRun;
import io.pgretype.catalog.Following;
import io.pgretype.catalog.Following.Completed;
import io.pgretype.catalog.Following.Follower;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.LedgerScript;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.Ending;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.PhaseJobs;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.preflight.Inspection;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at everything and tells what would be done. */
public final class Plan {

    private final Ledger ledger;
    private final ChangeFiles files;
    private final PhaseJobs jobs;
    private final TableReader tables;
    private final Inspection inspection;
    private final Following following;
    private final Forecast forecast;
    private final Advice advice;
    private final AlterAdvice alterAdvice;

    public Plan(Ledger ledger, ChangeFiles files, PhaseJobs jobs) {
        this.ledger = ledger;
        this.files = files;
        this.jobs = jobs;
        this.tables = new TableReader(ledger.database());
        this.inspection = new Inspection(ledger.database());
        this.following = new Following(ledger.database());
        this.forecast = new Forecast(ledger.database());
        this.advice = new Advice(ledger.database());
        this.alterAdvice = new AlterAdvice(ledger);
    }

    /** @throws io.pgretype.problem.ProblemException for a change file that cannot be used */
    public Outcome run(String name, Activity activity) {
        Change change = files.read(name);
        Assignment assignment = new Assignment(change, 0, Set.of(), activity);
        try {
            look(assignment);
            return Ending.of(assignment, assignment.problems());
        } catch (RuntimeException e) {
            return Ending.failed("plan", assignment, List.of(e), "");
        }
    }

    private void look(Assignment assignment) {
        Change change = assignment.change();
        Optional<LedgerEntry> open =
                ledger.find(change.name()).filter(entry -> entry.phase().isOpen());
        if (open.isPresent()) {
            assignment.say("plan %s: it is %s already; next: ./pgretype %s %s"
                    .formatted(
                            change.name(),
                            open.get().phase().text(),
                            PhaseCommand.next(open.get().phase()).text(),
                            change.name()));
            return;
        }
        assignment.activity().doing("trying the plain statement");
        Advised alter = alterAdvice.of(change);
        alter.lines().forEach(assignment::say);
        List<Problem> problems = inspection.problems(change, assignment.activity()::doing, assignment::stopRequested);
        if (!problems.isEmpty() && alter.free()) {
            assignment.say("The phases would be refused, but they are not needed: "
                    + problems.stream()
                            .map(problem -> problem.code().key())
                            .distinct()
                            .collect(Collectors.joining(", ")));
            return;
        }
        if (alter.free()) {
            assignment.say("");
            assignment.say("What the phases would do instead:");
        }
        if (!problems.isEmpty()) {
            problems.forEach(assignment::found);
            if (problems.stream().anyMatch(problem -> problem.code() == ProblemCode.LEDGER_PUBLISHED)) {
                assignment.say(LedgerScript.text());
            }
            return;
        }
        Completed completed = following.completed(change);
        completed.followers().forEach(follower -> assignment.say(text(follower)));
        List<TableUnderChange> read = tables.readAll(completed.change());
        new ForeignKeyPlan(ledger.database().jdbc()).lines(read).forEach(assignment::say);
        new SwapOrder(ledger).lines(read).forEach(assignment::say);
        Notice sequences = new SequenceNotice(ledger.database().jdbc(), read);
        read.forEach(table -> tell(assignment, completed.change(), table, sequences));
        assignment.say("Nothing stands in the way. Type: ./pgretype %s %s"
                .formatted(alter.free() ? AlterRun.COMMAND : PhaseCommand.EXPAND.text(), change.name()));
    }

    private static String text(Follower follower) {
        return "%s.%s comes along: it references %s by %s."
                .formatted(
                        follower.table(),
                        follower.column(),
                        follower.because().referenced().name(),
                        follower.because().name());
    }

    private void tell(Assignment assignment, Change change, TableUnderChange table, Notice sequences) {
        assignment.say("plan %s: %s".formatted(change.name(), table.name()));
        table.columns()
                .forEach(column ->
                        assignment.say("  %s: %s → %s".formatted(column.column(), column.oldType(), column.newType())));
        assignment.say("");
        forecast.lines(table).forEach(assignment::say);
        assignment.say("");
        for (PhaseCommand command : PhaseCommand.forward()) {
            assignment.say("%s:".formatted(command.text()));
            for (PlannedStatement statement : jobs.of(command).plan(change, table)) {
                assignment.say("  [%s]".formatted(statement.lock()));
                assignment.say(statement.sql().indent(4).stripTrailing());
            }
        }
        assignment.say("");
        advice.lines(table, change).forEach(assignment::say);
        sequences.lines(table).forEach(assignment::say);
        assignment.say("");
    }
}
