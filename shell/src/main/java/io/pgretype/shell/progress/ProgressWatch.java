package io.pgretype.shell.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Draws what a source says, again and again on a thread of its own, until it is closed. */
public final class ProgressWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ScheduledExecutorService thread;
    private final ProgressDrawer drawer;

    private ProgressWatch(ScheduledExecutorService thread, ProgressDrawer drawer) {
        this.thread = thread;
        this.drawer = drawer;
    }

    /**
     * Begins to draw.
     *
     * @param source may throw: then nothing is drawn this time
     */
    public static ProgressWatch start(Supplier<Progress> source, ProgressDrawer drawer) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, "progress");
            daemon.setDaemon(true);
            return daemon;
        });
        var unused = thread.scheduleWithFixedDelay(
                () -> draw(source, drawer), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return new ProgressWatch(thread, drawer);
    }

    private static void draw(Supplier<Progress> source, ProgressDrawer drawer) {
        try {
            drawer.draw(source.get());
        } catch (RuntimeException e) {
            // Progress that cannot be read is no reason to disturb what it is about.
        }
    }

    /** Does not wait for a source that hangs. */
    @Override
    public void close() {
        thread.shutdownNow();
        drawer.end();
    }
}
