package io.pgretype.throttle;

import io.pgretype.database.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** A thread with a session of its own, that works until it is stopped. After an error it begins again with another one. */
final class Loop {

    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final long PATIENCE_AT_END_MS = 3_000;

    private final Database database;
    private final Work work;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable ReaderSession session;

    Loop(String name, Database database, Work work) {
        this.database = database;
        this.work = work;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** What it does: until {@code rest} says that it is to end. */
    interface Work {
        void on(ReaderSession session, Rest rest) throws SQLException, InterruptedException;
    }

    /** Waits. */
    interface Rest {
        /** False when it is to end. */
        boolean goesOnAfter(Duration duration) throws InterruptedException;
    }

    void start() {
        thread.start();
    }

    /** Lets it end; cuts off its session if that has got stuck. */
    void stop() {
        stopping.countDown();
        try {
            thread.join(PATIENCE_AT_END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ReaderSession stuck = session;
        if (thread.isAlive() && stuck != null) {
            stuck.cutOff();
        }
    }

    private void run() {
        try {
            do {
                runOnce();
            } while (goesOnAfter(AFTER_ERROR));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try (ReaderSession open = ReaderSession.open(database)) {
            session = open;
            work.on(open, this::goesOnAfter);
        } catch (SQLException | DataAccessException e) {
            // Workers will meet the same error and report it; what was measured grows old until then.
        } finally {
            session = null;
        }
    }

    private boolean goesOnAfter(Duration duration) throws InterruptedException {
        return !stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
