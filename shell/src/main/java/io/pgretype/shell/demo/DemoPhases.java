package io.pgretype.shell.demo;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Activity;
import io.pgretype.run.Outcome;
import io.pgretype.status.LockUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phases of the demo's change, in order, and what there is to say about each when it is done. */
final class DemoPhases {

    private final PhaseDriver driver;
    private final String change;
    private final long rows;
    private @Nullable Long mismatches;

    /**
     * The phases that this driver runs.
     *
     * @param rows of the table, for the rates
     */
    DemoPhases(PhaseDriver driver, String change, long rows) {
        this.driver = driver;
        this.change = change;
        this.rows = rows;
    }

    /** A phase that is still to come. */
    record Step(String name, Function<Activity, Outcome> work) {}

    List<Step> steps() {
        return List.of(
                new Step("plan", activity -> driver.plan(change, activity)),
                step(PhaseCommand.EXPAND),
                step(PhaseCommand.BACKFILL),
                new Step("progress-check", activity -> progressCheck()),
                step(PhaseCommand.HARDEN),
                step(PhaseCommand.VERIFY),
                step(PhaseCommand.CUTOVER),
                step(PhaseCommand.CONTRACT));
    }

    private Step step(PhaseCommand command) {
        return new Step(command.text(), activity -> driver.run(command, change, Set.of(), activity));
    }

    private Outcome progressCheck() {
        long left = driver.rowsLeft(change);
        return left == 0
                ? Outcome.done(List.of())
                : Outcome.stopped(
                        List.of(),
                        List.of(new Problem(
                                ProblemCode.ROWS_LEFT,
                                "The backfill ended, but not all rows are filled.",
                                "%d rows are left, none may be".formatted(left),
                                "The new column is incomplete; the application does not see it yet.",
                                "Report it with the demo's output: this must not happen.")));
    }

    /** Runs it and measures it on the clock of who waits for it. */
    DemoPhase run(Step step, Activity activity) {
        long start = System.nanoTime();
        Outcome outcome = outcome(step, activity);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        boolean succeeded = outcome.exitStatus() == ExitStatus.DONE;
        return new DemoPhase(step.name(), took, succeeded ? did(step.name(), took) : "stopped", outcome);
    }

    private static Outcome outcome(Step step, Activity activity) {
        try {
            return step.work().apply(activity);
        } catch (ProblemException e) {
            return Outcome.stopped(List.of(), e.problems());
        }
    }

    private String did(String phase, Duration took) {
        return switch (phase) {
            case "plan" -> "nothing refused";
            case "backfill" -> Figures.rate(rows, took);
            case "progress-check" -> "no row is left to fill";
            case "verify" -> verified(took);
            default -> locks(phase);
        };
    }

    private String verified(Duration took) {
        mismatches = driver.status(change).mismatches();
        return "%s, %s mismatches"
                .formatted(Figures.rate(rows, took), mismatches == null ? "unknown" : Figures.count(mismatches));
    }

    /** What verify found; null if it was not run or did not say. */
    @Nullable
    Long mismatches() {
        return mismatches;
    }

    private String locks(String phase) {
        return driver.lockUses(change).stream()
                .filter(use -> use.phase().equalsIgnoreCase(phase))
                .reduce((one, other) -> new LockUse(
                        phase,
                        one.attempts() + other.attempts(),
                        Math.max(one.waitMs(), other.waitMs()),
                        Math.max(one.holdMs(), other.holdMs())))
                .map(use -> "lock on the table: waited %d ms, held %d ms, %s"
                        .formatted(
                                use.waitMs(),
                                use.holdMs(),
                                use.attempts() == 1 ? "1 attempt" : use.attempts() + " attempts"))
                .orElse("");
    }
}
