package io.pgretype.shell.benchmark;

import io.pgretype.shell.traffic.Latencies;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the statements that were due in one period, or in several that are alike; all sessions write to it. */
final class TrafficPeriod {

    private static final int ERRORS_KEPT = 5;

    private final Latencies sinceDue = new Latencies();
    private final Latencies own = new Latencies();
    private final AtomicLong errors = new AtomicLong();
    private final Queue<String> firstErrors = new ConcurrentLinkedQueue<>();

    void statement(long due, long started, long ended) {
        sinceDue.add(TimeUnit.NANOSECONDS.toMicros(ended - due));
        own.add(TimeUnit.NANOSECONDS.toMicros(ended - started));
    }

    void error(String message) {
        if (errors.incrementAndGet() <= ERRORS_KEPT) {
            firstErrors.add(message.lines().findFirst().orElse(""));
        }
    }

    TrafficFigures figures() {
        return new TrafficFigures(
                sinceDue.summary(),
                own.summary().max(),
                errors.get(),
                firstErrors.stream().toList());
    }
}
