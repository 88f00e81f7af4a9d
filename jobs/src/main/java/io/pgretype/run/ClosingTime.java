package io.pgretype.run;

import io.pgretype.change.WorkingHours;
import io.pgretype.phase.Activity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks a run to stop as soon as its hours are over. It looks at the clock again and again instead of waiting for so long:
 * a machine may have slept meanwhile, or its clock may have been set.
 */
final class ClosingTime implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final ScheduledExecutorService thread;
    private volatile boolean closed;

    private ClosingTime(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    static ClosingTime of(WorkingHours hours, InstantSource clock, Activity activity) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, "closing-time");
            daemon.setDaemon(true);
            return daemon;
        });
        var closing = new ClosingTime(thread);
        var unused = thread.scheduleWithFixedDelay(
                () -> closing.look(hours, clock, activity), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return closing;
    }

    private void look(WorkingHours hours, InstantSource clock, Activity activity) {
        if (!hours.contain(clock.instant())) {
            closed = true;
            activity.requestStop();
        }
    }

    /** Whether they are over, so that the run was asked to stop. */
    boolean hasCome() {
        return closed;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
