package io.pgretype.apply;

import io.pgretype.ledger.AppliedFiles;
import io.pgretype.ledger.AppliedFiles.AppliedFile;
import io.pgretype.phase.Activity;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Runs those parts of a file that are not done. */
final class ScriptRun {

    private final Script script;
    private final Place place;
    private final ApplyOptions options;
    private final ExpectedLocks expected;
    private final Activity activity;

    ScriptRun(Script script, Place place, ApplyOptions options, ExpectedLocks expected, Activity activity) {
        this.script = script;
        this.place = place;
        this.options = options;
        this.expected = expected;
        this.activity = activity;
    }

    List<String> run() {
        AppliedFiles notes = place.notes();
        if (notes.find(script.name()).filter(script::runsAgain).isPresent()) {
            place.others().runInTransaction(() -> notes.forget(script.name()));
        }
        notes.begin(script.name(), script.hash());
        // Read after the right to run files was got: nobody adds to it any more.
        AppliedFile known = notes.find(script.name()).orElseThrow();
        script.refuseEdited(known);
        if (known.finished()) {
            return List.of("%s: was applied before".formatted(script.name()));
        }
        List<String> lines = new ArrayList<>();
        for (Part part : script.parts()) {
            if (known.done().contains(part.key().number())) {
                lines.add("%s: was done before".formatted(part.name()));
                continue;
            }
            if (activity.stopRequested()) {
                throw stopped(part);
            }
            activity.doing("%s: %s"
                    .formatted(
                            part.name(), Text.oneLine(part.statements().get(0).sql())));
            lines.add(noted(part, known, notes).text());
        }
        notes.finish(script.name());
        return lines;
    }

    /** An attempt that fails is noted beside the part's own transaction, which is gone. */
    private Report noted(Part part, AppliedFile known, AppliedFiles notes) {
        try {
            return run(part, known, notes);
        } catch (ProblemException e) {
            Problem problem = e.problems().get(0);
            notes.failed(part.key(), problem.code().key(), "%s: %s".formatted(problem.stopped(), problem.observed()));
            throw e;
        }
    }

    private Report run(Part part, AppliedFile known, AppliedFiles notes) {
        if (part.way().isOutside()) {
            return new OutsidePart(part, place, options, activity)
                    .run(known.begun().contains(part.key().number()));
        }
        Report report = new TransactionPart(part, place, options, expected, activity).run();
        notes.held(part.key(), report.hold());
        return report;
    }

    private ProblemException stopped(Part part) {
        return new ProblemException(new Problem(
                ProblemCode.STOPPED,
                "apply was stopped before %s.".formatted(part.name()),
                "a stop was asked for",
                "What came before it is done and noted.",
                "Run the same command again: it goes on there."));
    }
}
