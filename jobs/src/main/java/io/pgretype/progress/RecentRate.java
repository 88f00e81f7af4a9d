package io.pgretype.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** Rows a second over the last while, from samples. The time that a run was held does not count. Not thread-safe. */
final class RecentRate {

    /** Long enough for some chunks of every worker, short enough to follow the load. */
    static final Duration SPAN = Duration.ofSeconds(20);

    /** Less says nothing yet. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param at any clock's reading
     * @param held how long the run had been held by then
     */
    private record Sample(Duration at, long rows, Duration held) {

        /** A clock that stands still during holds. */
        Duration working() {
            return at.minus(held);
        }
    }

    /** Samples come in the order of time. Those of the last working time are kept: a long hold does not empty them. */
    void add(Duration at, long rows, Duration held) {
        Sample newest = new Sample(at, rows, held);
        samples.addLast(newest);
        Duration oldest = newest.working().minus(SPAN);
        while (samples.size() > 2 && second().working().compareTo(oldest) <= 0) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }

    /** Empty until it can be told. */
    OptionalDouble perSecond() {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        if (first == null || last == null) {
            return OptionalDouble.empty();
        }
        Duration worked = last.working().minus(first.working());
        return worked.compareTo(LEAST) < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((last.rows() - first.rows()) / (worked.toNanos() / 1e9));
    }
}
