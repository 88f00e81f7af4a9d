package io.pgretype.run;

import io.pgretype.change.Durations;
import io.pgretype.phase.Activity;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes on by itself after what a person would answer by typing the same command again: a lost connection, a table that
 * was rewritten under the walk, and a mirror that was away meanwhile. Waits longer from time to time, and gives up after a while without progress.
 */
final class Recovery {

    private static final Set<ProblemCode> FROM = EnumSet.of(
            ProblemCode.CONNECTION_LOST,
            ProblemCode.OUTCOME_NOT_KNOWN,
            ProblemCode.TABLE_REWRITTEN,
            ProblemCode.MIRROR_AWAY);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A server needs that long to restart, and a standby to be promoted. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What a server answers that is starting, or that has not noticed yet that our last session is gone. */
    private static final Set<ProblemCode> NOT_YET =
            EnumSet.of(ProblemCode.NO_SERVER, ProblemCode.NO_CONNECTION, ProblemCode.BUSY, ProblemCode.HOT_STANDBY);

    private final Activity activity;
    private final List<String> recoveredFrom = new ArrayList<>();
    private Duration pause = FIRST_PAUSE;
    private Duration waited = Duration.ZERO;
    private long lastAttempt = System.nanoTime();

    Recovery(Activity activity) {
        this.activity = activity;
    }

    /**
     * Waits, if trying again may help.
     *
     * @return false if it may not, or a stop was requested
     */
    boolean from(List<Problem> problems) {
        if (System.nanoTime() - lastAttempt > PATIENCE.toNanos()) {
            // It has worked for a while in between.
            waited = Duration.ZERO;
            pause = FIRST_PAUSE;
        }
        Optional<Problem> reason = problems.stream()
                .filter(problem -> FROM.contains(problem.code()))
                .findFirst();
        if (reason.isEmpty() || waited.compareTo(PATIENCE) >= 0) {
            return false;
        }
        activity.waitingFor("a pause of %s after: %s"
                .formatted(Durations.text(pause), reason.get().observed()));
        try {
            if (activity.stopRequestedWithin(pause)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            activity.waitingFor(null);
        }
        waited = waited.plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        lastAttempt = System.nanoTime();
        recoveredFrom.add(reason.get().observed());
        return true;
    }

    static boolean isNotThereYet(ProblemException refusal) {
        return refusal.problems().stream().allMatch(problem -> NOT_YET.contains(problem.code()));
    }

    /** What it went on after; empty if it did not have to. */
    List<String> sentences() {
        return recoveredFrom.stream()
                .distinct()
                .map("went on by itself after: %s"::formatted)
                .toList();
    }
}
