package io.pgretype.shell.traffic;

import java.util.ArrayList;
import java.util.List;

/** What all sessions together saw, period by period. */
final class Observations {

    /** Of each period, so that one that fails wholly hides no other. */
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

    /** In which statements count that end now. */
    Period current() {
        return current;
    }

    synchronized void error(Kind kind, String sqlState, String message) {
        current.error(kind);
        String period = current.name();
        if (firstErrors.stream().filter(error -> error.period().equals(period)).count() < ERRORS_KEPT) {
            firstErrors.add(new TrafficError(
                    period, kind, sqlState, message.lines().findFirst().orElse("")));
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
