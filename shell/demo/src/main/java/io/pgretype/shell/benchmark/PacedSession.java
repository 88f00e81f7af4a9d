package io.pgretype.shell.benchmark;

import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * One session of the application. A statement that it comes to late runs at once and counts from when it was due: a stall
 * is felt by all that it holds up, not only by the one statement that met it.
 */
final class PacedSession implements Runnable {

    private final String url;
    private final BenchmarkCase kind;
    private final AtomicLong newRows;
    private final SplittableRandom random;
    private final Arrivals arrivals;
    private final LongFunction<TrafficPeriod> periods;
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
            Arrivals arrivals,
            LongFunction<TrafficPeriod> periods) {
        this.url = url;
        this.kind = kind;
        this.newRows = newRows;
        this.random = random;
        this.arrivals = arrivals;
        this.periods = periods;
    }

    /** What is due by now is still run. */
    void stop() {
        stoppedAt = System.nanoTime();
        stopping = true;
    }

    @Override
    public void run() {
        long due = arrivals.next();
        try (ShortStatements statements = new ShortStatements(url, kind, newRows, random)) {
            boolean connected = true;
            while (connected && await(due)) {
                connected = run(statements, due);
                due = arrivals.next();
            }
        } catch (SQLException e) {
            periods.apply(due).error(String.valueOf(e.getMessage()));
        }
    }

    /** False if it has to stop first. */
    private boolean await(long due) {
        long wait = due - System.nanoTime();
        while (wait > 0 && !stopping) {
            LockSupport.parkNanos(wait);
            wait = due - System.nanoTime();
        }
        return !stopping || due - stoppedAt < 0;
    }

    /** False if the connection is lost. */
    private boolean run(ShortStatements statements, long due) {
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
