package io.pgretype.shell.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An application of four sessions on a case's table; see {@link ShortStatements} for what it does. */
final class PacedTraffic implements AutoCloseable {

    static final int SESSIONS = 4;
    private static final long SEED = 1;
    private static final int MINUTES_TO_CATCH_UP = 10;

    private final List<Begun> periods = new CopyOnWriteArrayList<>();
    private final List<PacedSession> sessions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private record Begun(long at, TrafficPeriod period) {}

    private PacedTraffic(String url, BenchmarkCase kind, long interval) throws SQLException {
        period();
        AtomicLong newRows = new AtomicLong(lastRow(url, kind));
        SplittableRandom seeds = new SplittableRandom(SEED);
        Arrivals arrivals = new Arrivals(System.nanoTime(), interval);
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new PacedSession(url, kind, newRows, seeds.split(), arrivals, this::period));
        }
        for (PacedSession session : sessions) {
            Thread thread = new Thread(session, "traffic-" + (threads.size() + 1));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Each session goes as fast as it can. */
    static PacedTraffic unpaced(String url, BenchmarkCase kind) throws SQLException {
        return new PacedTraffic(url, kind, 0);
    }

    /** @param statementsPerSecond of all sessions together, whatever becomes of them */
    static PacedTraffic paced(String url, BenchmarkCase kind, double statementsPerSecond) throws SQLException {
        return new PacedTraffic(url, kind, (long) (TimeUnit.SECONDS.toNanos(1) / statementsPerSecond));
    }

    /** Rows beyond the case's own are those of a traffic before this one. */
    private static long lastRow(String url, BenchmarkCase kind) throws SQLException {
        try (SqlClient client = new SqlClient(url)) {
            return Math.max(kind.rows(), client.number("select count(*) from file"));
        }
    }

    /** What is due from now on counts for a new period. */
    TrafficPeriod period() {
        TrafficPeriod next = new TrafficPeriod();
        goOnWith(next);
        return next;
    }

    /** What is due from now on counts for a period that was there before. */
    void goOnWith(TrafficPeriod earlier) {
        periods.add(new Begun(System.nanoTime(), earlier));
    }

    private TrafficPeriod period(long due) {
        for (int i = periods.size() - 1; i > 0; i--) {
            if (due - periods.get(i).at() >= 0) {
                return periods.get(i).period();
            }
        }
        return periods.get(0).period();
    }

    /** Ends it; what was due by now is run and counted first. */
    void stop() throws InterruptedException {
        sessions.forEach(PacedSession::stop);
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(MINUTES_TO_CATCH_UP));
        }
    }

    @Override
    public void close() {
        sessions.forEach(PacedSession::stop);
    }
}
