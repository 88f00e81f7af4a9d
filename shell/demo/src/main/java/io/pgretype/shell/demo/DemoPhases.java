package io.pgretype.shell.demo;

import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.status.LockUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the steps of the demo's change, and knows what there is to say about each when it is done. */
final class DemoPhases {

    private final PhaseDriver driver;
    private final String change;
    private final long rows;
    private int locksSeen;
    private int locks;

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

    /** Runs it and measures it on the clock of who waits for it. */
    DemoPhase run(DemoStep step, Activity activity) {
        long start = System.nanoTime();
        Outcome outcome = outcome(step, activity);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (outcome.exitStatus() != ExitStatus.DONE) {
            return new DemoPhase(step, took, "stopped", null, outcome);
        }
        LockUse lock = step.equals(DemoStep.PLAN) ? null : lock();
        return new DemoPhase(step, took, did(step, took, lock), lock, outcome);
    }

    private Outcome outcome(DemoStep step, Activity activity) {
        try {
            if (step.equals(DemoStep.PLAN)) {
                return driver.plan(change, activity);
            }
            return step.equals(DemoStep.PROGRESS_CHECK)
                    ? progressCheck()
                    : driver.run(step.phase().orElseThrow(), change, Set.of(), activity);
        } catch (ProblemException e) {
            return Outcome.stopped(List.of(), e.problems());
        }
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

    private String did(DemoStep step, Duration took, @Nullable LockUse lock) {
        return switch (step.command()) {
            case "plan" -> "nothing refused";
            case "backfill" -> Figures.rate(rows, took);
            case "progress-check" -> "no row is left to fill";
            case "verify" -> verified(took);
            default -> lock == null ? "" : text(lock, locks);
        };
    }

    private String verified(Duration took) {
        Long mismatches = mismatches();
        return "%s, %s mismatches"
                .formatted(Figures.rate(rows, took), mismatches == null ? "unknown" : Figures.count(mismatches));
    }

    /** What the last verify found; null if it was not run or did not say. */
    @Nullable
    Long mismatches() {
        return driver.status(change).mismatches();
    }

    /** What has come onto the record since the step before: several locks count as one, with the longest times. */
    private @Nullable LockUse lock() {
        List<LockUse> uses = driver.lockUses(change);
        List<LockUse> fresh = uses.subList(Math.min(locksSeen, uses.size()), uses.size());
        locks = fresh.size();
        LockUse sinceThen = fresh.stream()
                .reduce((one, other) -> new LockUse(
                        one.phase(),
                        one.attempts() + other.attempts(),
                        Math.max(one.waitMs(), other.waitMs()),
                        Math.max(one.holdMs(), other.holdMs())))
                .orElse(null);
        locksSeen = uses.size();
        return sinceThen;
    }

    private static String text(LockUse use, int locks) {
        return "%s: waited %d ms, held %d ms, %s"
                .formatted(
                        locks == 1 ? "lock on the table" : "%d locks, at most".formatted(locks),
                        use.waitMs(),
                        use.holdMs(),
                        use.attempts() == 1 ? "1 attempt" : use.attempts() + " attempts");
    }
}
