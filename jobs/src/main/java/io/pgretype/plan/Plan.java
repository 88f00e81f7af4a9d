package io.pgretype.plan;

import io.pgretype.alter.AlterAdvice;
import io.pgretype.alter.AlterAdvice.Advised;
import io.pgretype.alter.AlterRun;
import io.pgretype.catalog.Following;
import io.pgretype.catalog.Following.Completed;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerScript;
import io.pgretype.ledger.Phase;
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
import io.pgretype.rebind.BoundObject;
import io.pgretype.rebind.Rebinding;
import io.pgretype.reference.Reference;
import io.pgretype.reference.References;
import io.pgretype.reference.SwapGroup;
import io.pgretype.reference.SwapGroups;
import io.pgretype.twin.TwinReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final TwinReader twins;
    private final PartitionTree tree;
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
        this.twins = new TwinReader(ledger.database());
        this.tree = new PartitionTree(ledger.database().jdbc());
        this.alterAdvice = new AlterAdvice(ledger);
    }

    /** @throws io.pgretype.problem.ProblemException for a change file that cannot be used */
    public Outcome run(String name, PlanForm form, Activity activity) {
        Change change = files.read(name);
        Assignment assignment = new Assignment(change, 0, Set.of(), activity);
        try {
            look(assignment, form);
            return Ending.of(assignment, assignment.problems());
        } catch (RuntimeException e) {
            return Ending.failed("plan", assignment, List.of(e), "");
        }
    }

    private void look(Assignment assignment, PlanForm form) {
        Change change = assignment.change();
        Phase phase = ledger.phase(change.name());
        if (phase.isOpen()) {
            isOpen(assignment, form, phase);
            return;
        }
        assignment.activity().doing("trying the plain statement");
        Advised alter = alterAdvice.of(change);
        if (form != PlanForm.JSON) {
            alter.lines().forEach(assignment::say);
        }
        List<Problem> problems = inspection.problems(change, assignment.activity()::doing, assignment::stopRequested);
        if (problems.isEmpty() && alter.free() && form == PlanForm.SCREEN) {
            assignment.say(
                    "The phases would do it too; ./pgretype plan %s --statements has them.".formatted(change.name()));
        } else if (problems.isEmpty()) {
            tell(assignment, form, phase, alter);
        } else if (alter.free()) {
            notNeeded(assignment, form, phase, problems);
        } else {
            isRefused(assignment, form, phase, problems);
        }
    }

    private void tell(Assignment assignment, PlanForm form, Phase phase, Advised alter) {
        PlannedChange planned = planned(assignment.change());
        if (alter.free() && form == PlanForm.STATEMENTS) {
            assignment.say("");
            assignment.say("What the phases would do instead:");
        }
        String next = "./pgretype %s %s"
                .formatted(
                        alter.free() ? AlterRun.COMMAND : PhaseCommand.EXPAND.text(),
                        assignment.change().name());
        switch (form) {
            case SCREEN -> PlanScreen.lines(planned, next).forEach(assignment::say);
            case STATEMENTS -> PlanText.lines(planned, next).forEach(assignment::say);
            case JSON -> assignment.say(PlanJson.text(planned, phase.text(), alter.lines(), next));
        }
    }

    /** The plain statement does it, whatever the phases would stumble over. */
    private static void notNeeded(Assignment assignment, PlanForm form, Phase phase, List<Problem> problems) {
        if (form == PlanForm.JSON) {
            String change = assignment.change().name();
            assignment.say(PlanJson.text(
                    change, phase.text(), problems, "./pgretype %s %s".formatted(AlterRun.COMMAND, change)));
        } else {
            assignment.say("The phases would be refused, but they are not needed: "
                    + problems.stream()
                            .map(problem -> problem.code().key())
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void isOpen(Assignment assignment, PlanForm form, Phase phase) {
        String change = assignment.change().name();
        String next = "./pgretype %s %s".formatted(PhaseCommand.next(phase).text(), change);
        assignment.say(
                form == PlanForm.JSON
                        ? PlanJson.text(change, phase.text(), List.of(), next)
                        : "plan %s: it is %s already; next: %s".formatted(change, phase.text(), next));
    }

    private static void isRefused(Assignment assignment, PlanForm form, Phase phase, List<Problem> problems) {
        problems.forEach(assignment::found);
        if (form == PlanForm.JSON) {
            assignment.say(PlanJson.text(assignment.change().name(), phase.text(), problems, null));
        } else if (problems.stream().anyMatch(problem -> problem.code() == ProblemCode.LEDGER_PUBLISHED)) {
            assignment.say(LedgerScript.text());
        }
    }

    private PlannedChange planned(Change declared) {
        Completed completed = following.completed(declared);
        List<TableUnderChange> read = tables.readAll(completed.change());
        SequenceNotice sequences = new SequenceNotice(ledger.database().jdbc(), read);
        List<Reference> references = References.of(read, ledger.database().jdbc());
        List<SwapGroup> swaps = new SwapGroups(ledger).of(read, references);
        return new PlannedChange(
                completed.change(),
                read.stream()
                        .map(table -> planned(completed.change(), table, together(table, swaps), sequences))
                        .toList(),
                completed.followers(),
                references,
                Rebinding.of(ledger.database(), read).objects().stream()
                        .map(BoundObject::text)
                        .toList(),
                swaps);
    }

    private static List<TableUnderChange> together(TableUnderChange table, List<SwapGroup> swaps) {
        return swaps.stream()
                .map(SwapGroup::tables)
                .filter(tables -> tables.contains(table))
                .findFirst()
                .orElseThrow();
    }

    private PlannedTable planned(
            Change change, TableUnderChange table, List<TableUnderChange> together, SequenceNotice sequences) {
        Map<PhaseCommand, List<PlannedStatement>> statements = new LinkedHashMap<>();
        PhaseCommand.forward()
                .forEach(command -> statements.put(command, jobs.of(command).plan(change, table, together)));
        List<Part> parts = tree.parts(table);
        return new PlannedTable(
                table,
                forecast.of(table),
                parts.size() - 1,
                parts.stream().flatMap(part -> twins.read(part).stream()).toList(),
                statements,
                advice.remarks(table, together, change),
                sequences.lines(table));
    }
}
