package io.pgretype.shell.traffic;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What all sessions together saw, period by period. */
final class Observations {

    private static final int ERRORS_KEPT = 10;

    private final List<Period> periods = new ArrayList<>();
    private final List<TrafficError> firstErrors = new ArrayList<>();
    private volatile Period current;
    private long currentSince = System.nanoTime();

    Observations(String firstPeriod) {
        current = new Period(firstPeriod);
        periods.add(current);
    }

    /** From now on statements count for that period; a name that was there before goes on counting. */
    synchronized void period(String name) {
        long now = System.nanoTime();
        current.lasted(now - currentSince);
        currentSince = now;
        current = periods.stream()
                .filter(period -> period.name().equals(name))
                .findFirst()
                .orElseGet(() -> added(new Period(name)));
    }

    private Period added(Period period) {
        periods.add(period);
        return period;
    }

    interface SqlCall<T> {
        T run() throws SQLException;
    }

    /**
     * Runs a statement and counts it where it ends. One that began in the period before was stalled by either, so its
     * length is shown in both.
     */
    <T> T timed(StatementKind kind, SqlCall<T> statement) throws SQLException {
        Period begun = current;
        long start = System.nanoTime();
        try {
            return statement.run();
        } catch (SQLException e) {
            error(kind, e);
            throw e;
        } finally {
            long took = System.nanoTime() - start;
            Period ended = current;
            ended.statement(kind, took);
            if (begun != ended) {
                begun.began(kind, took);
            }
        }
    }

    void error(StatementKind kind, SQLException e) {
        String sqlState = e.getSQLState();
        error(kind, sqlState == null ? "no SQLSTATE" : sqlState, String.valueOf(e.getMessage()));
    }

    void wrongAnswer(StatementKind kind, String message) {
        error(kind, TrafficError.WRONG_ANSWER, message);
    }

    private synchronized void error(StatementKind kind, String sqlState, String message) {
        current.error(kind);
        if (firstErrors.size() < ERRORS_KEPT) {
            firstErrors.add(new TrafficError(
                    current.name(), kind, sqlState, message.lines().findFirst().orElse("")));
        }
    }

    synchronized TrafficReport report() {
        long running = System.nanoTime() - currentSince;
        return new TrafficReport(
                periods.stream()
                        .map(period -> period.report(period == current ? running : 0))
                        .toList(),
                firstErrors);
    }
}
