package io.pgretype.shell.benchmark;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When statements are due, at fixed times, whoever runs them: the next one falls to the session that is free first, as it
 * does in a pool of connections. All times are in the clock of {@link System#nanoTime}.
 */
final class Arrivals {

    private final long first;
    private final long interval;
    private final AtomicLong taken = new AtomicLong();

    /** @param interval in nanoseconds; 0: each is due as soon as somebody is free */
    Arrivals(long first, long interval) {
        this.first = first;
        this.interval = interval;
    }

    /** When the next one is due, which nobody else gets. */
    long next() {
        return interval == 0 ? System.nanoTime() : first + interval * taken.getAndIncrement();
    }
}
