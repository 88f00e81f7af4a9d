package io.pgretype.shell.progress;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.status.ChangeStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far something is just now.
 *
 * @param label what runs, for example the command
 * @param rows null where no rows are being counted
 * @param doing what it does just now; empty if there is nothing to say
 * @param waitingFor whom or what it waits for, null if it does not
 */
public record Progress(
        String label,
        @Nullable Rows rows,
        String doing,
        @Nullable String waitingFor) {

    /**
     * Rows done out of a total, which may be an estimate.
     *
     * @param perSecond null if not known yet
     * @param secondsLeft null if not known yet
     */
    public record Rows(
            long done,
            long total,
            @Nullable Double perSecond,
            @Nullable Long secondsLeft) {

        private static final double NEARLY = 0.999;

        /** From 0 to 1, and 1 only where none is left: more than the total says that it was estimated too low. */
        public double share() {
            return done > total ? NEARLY : total <= 0 ? 1 : Math.max(0, (double) done / total);
        }
    }

    /** Of a command in this process that walks no rows. */
    public static Progress of(String label, Activity activity) {
        return new Progress(label, null, activity.doing(), activity.waitingFor());
    }

    /** Of a command in this process that walks rows. */
    public static Progress of(String label, ChangeStatus status, Activity activity) {
        return new Progress(label, rows(status), held(status, activity.doing()), activity.waitingFor());
    }

    /** Of a change that another process may be working on. */
    public static Progress of(ChangeStatus status) {
        String label = "%s (%s)".formatted(status.change(), status.phase().text());
        return new Progress(label, rows(status), held(status, ""), null);
    }

    private static String held(ChangeStatus status, String otherwise) {
        String heldBy = status.heldBy();
        return heldBy == null ? otherwise : "held: " + heldBy;
    }

    /** Where neither backfill nor verify is next, the rows are those of a walk that has ended. */
    private static @Nullable Rows rows(ChangeStatus status) {
        Long done = status.rowsDone();
        Long total = status.rowsTotal();
        // After cutover, rows are walked only while somebody compares them in reverse; the walks before say nothing.
        boolean walked = status.phase() == Phase.CUT_OVER
                ? status.rowsPerSecond() != null
                : Arrays.stream(PhaseCommand.values())
                        .anyMatch(command -> command.walksRows() && command.startsFrom(status.phase()));
        return !walked || done == null || total == null
                ? null
                : new Rows(done, total, status.rowsPerSecond(), status.etaSeconds());
    }
}
