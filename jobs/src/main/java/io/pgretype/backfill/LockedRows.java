package io.pgretype.backfill;

import io.pgretype.keyset.Key;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Assignment;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows that other sessions had locked when their chunk came by, and those that something refused: they are tried again
 * at the end, without ever waiting for a lock while holding one.
 */
final class LockedRows {

    private static final long PAUSE_MS = 100;

    private final TransactionTemplate transaction;
    private final LeftRows left;
    private final CarefulFill fill;
    private final Assignment assignment;

    LockedRows(TransactionTemplate transaction, LeftRows left, CarefulFill fill, Assignment assignment) {
        this.transaction = transaction;
        this.left = left;
        this.fill = fill;
        this.assignment = assignment;
    }

    /** Fills all that were locked, as they become free. */
    void fillAll() {
        List<Key> noted = left.locked();
        while (!noted.isEmpty()) {
            List<Key> now = noted;
            transaction.executeWithoutResult(status -> {
                fill.prepare();
                left.forgetLocked();
                fill.fillTheUnlocked(now);
            });
            noted = left.locked();
            if (!noted.isEmpty()) {
                pause(noted.size());
            }
        }
        assignment.activity().waitingFor(null);
    }

    /** Tries those that something refused once more, each by itself: the cause may be gone. */
    void tryTheFailing() {
        for (Key key : left.failing()) {
            transaction.executeWithoutResult(status -> {
                fill.prepare();
                left.forgetFailing(key);
                fill.fillTheUnlocked(List.of(key));
            });
        }
        fillAll();
    }

    private void pause(int rows) {
        if (assignment.stopRequested()) {
            throw new ProblemException(stopped(rows));
        }
        assignment.activity().waitingFor("%d rows that other sessions have locked".formatted(rows));
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were locked", e);
        }
    }

    private static Problem stopped(int rows) {
        return new Problem(
                ProblemCode.STOPPED,
                "backfill stopped because it was asked to.",
                "%d rows are still locked by other sessions".formatted(rows),
                "All other rows are filled.",
                "Run the same command again; it goes on with those rows.");
    }
}
