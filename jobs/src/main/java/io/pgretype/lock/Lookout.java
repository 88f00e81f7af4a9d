package io.pgretype.lock;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks again and again, from a thread of its own, at what another one waits for. */
public final class Lookout implements AutoCloseable {

    /** One for all: whoever waits is watched only while it waits. */
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pgretype-lookout");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> looks;

    private Lookout(ScheduledFuture<?> looks) {
        this.looks = looks;
    }

    /** @param look must not fail, or it was the last */
    public static Lookout post(Duration first, Duration between, Runnable look) {
        return new Lookout(
                CLOCK.scheduleWithFixedDelay(look, first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A look that has begun may end later. */
    @Override
    public void close() {
        looks.cancel(false);
    }
}
