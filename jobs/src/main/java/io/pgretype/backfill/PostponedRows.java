package io.pgretype.backfill;

import io.pgretype.database.Database;
import io.pgretype.keyset.Key;
import io.pgretype.phase.Assignment;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;

/**
 * The rows that were left for later, because other sessions had them locked when their chunk came by, and those that
 * something refused: they are tried again at the end, without ever waiting for a lock while holding one.
 */
final class PostponedRows {

    private static final long PAUSE_MS = 100;
    private static final int TOGETHER = 500;

    private final Database database;
    private final LeftRows left;
    private final CarefulFill fill;
    private final Assignment assignment;

    PostponedRows(Database database, LeftRows left, CarefulFill fill, Assignment assignment) {
        this.database = database;
        this.left = left;
        this.fill = fill;
        this.assignment = assignment;
    }

    /** Fills them all, as they become free. */
    void fillAll() {
        int together = TOGETHER;
        List<Key> postponed = left.postponed();
        while (!postponed.isEmpty()) {
            for (int from = 0; from < postponed.size(); from += together) {
                fill(postponed.subList(from, Math.min(from + together, postponed.size())));
            }
            List<Key> still = left.postponed();
            if (still.size() == postponed.size()) {
                // Perhaps there are so many failing ones among them that the time of a chunk finds none of them.
                together = Math.max(1, together / 2);
            }
            postponed = still;
            if (!postponed.isEmpty()) {
                pause(postponed.size());
            }
        }
        assignment.activity().waitingFor(null);
    }

    private void fill(List<Key> keys) {
        database.runInTransaction(() -> {
            fill.prepare();
            left.forgetPostponed(keys);
            fill.fillTheUnlocked(keys);
        });
    }

    /** Tries those that something refused once more, each by itself: the cause may be gone. */
    void tryTheFailing() {
        for (Key key : left.failing()) {
            database.runInTransaction(() -> {
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
        assignment
                .activity()
                .waitingFor("%d rows that were left for later, as a rule because other sessions have locked them"
                        .formatted(rows));
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
                "%d rows were left for later, as a rule because other sessions have locked them".formatted(rows),
                "All other rows are filled.",
                "Run the same command again; it goes on with those rows.");
    }
}
