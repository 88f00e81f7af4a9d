package io.pgretype.shell.benchmark;

import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * One session of the application, whose statements are due at fixed times. One that comes late runs at once and counts
 * from when it was due: a stall is felt by all that it holds up, not only by the one statement that met it.
 */
final class PacedSession implements Runnable {

    private final String url;
    private final BenchmarkCase kind;
    private final AtomicLong newRows;
    private final SplittableRandom random;
    private final LongFunction<TrafficPeriod> periods;
    private long due;
    private final long interval;
    private volatile boolean stopping;
    private volatile long stoppedAt;

    /**
     * A session that has not begun.
     *
     * @param periods the period that something due at that time belongs to
     */
    PacedSession(
            String url,
            BenchmarkCase kind,
            AtomicLong newRows,
            SplittableRandom random,
            Schedule schedule,
            LongFunction<TrafficPeriod> periods) {
        this.url = url;
        this.kind = kind;
        this.newRows = newRows;
        this.random = random;
        this.due = schedule.first();
        this.interval = schedule.interval();
        this.periods = periods;
    }

    /**
     * When its statements are due, in the clock of {@link System#nanoTime}.
     *
     * @param interval in nanoseconds; 0: as soon as the last one has ended
     */
    record Schedule(long first, long interval) {}

    /** What is due by now is still run. */
    void stop() {
        stoppedAt = System.nanoTime();
        stopping = true;
    }

    @Override
    public void run() {
        try (ShortStatements statements = new ShortStatements(url, kind, newRows, random)) {
            boolean connected = true;
            while (connected && awaitDue()) {
                connected = next(statements);
                due = interval == 0 ? System.nanoTime() : due + interval;
            }
        } catch (SQLException e) {
            periods.apply(due).error(String.valueOf(e.getMessage()));
        }
    }

    /** False if it has to stop first. */
    private boolean awaitDue() {
        long wait = due - System.nanoTime();
        while (wait > 0 && !stopping) {
            LockSupport.parkNanos(wait);
            wait = due - System.nanoTime();
        }
        return !stopping || due - stoppedAt < 0;
    }

    private boolean next(ShortStatements statements) {
        long started = System.nanoTime();
        try {
            statements.next();
        } catch (SQLException e) {
            periods.apply(due).error(String.valueOf(e.getMessage()));
            return statements.isConnected();
        } finally {
            periods.apply(due).statement(due, started, System.nanoTime());
        }
        return true;
    }
}
