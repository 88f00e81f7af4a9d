package io.pgretype.shell.watch;

import io.pgretype.status.StatusReader;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a change every second on a thread of its own, until it is closed. What cannot be read is tried again. */
final class Readings implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(5);

    private final StatusReader reader;
    private final String change;
    private final ScheduledExecutorService thread;
    private volatile WatchedChange newest;
    private volatile @Nullable String failure;

    private Readings(StatusReader reader, String change, ScheduledExecutorService thread) {
        this.reader = reader;
        this.change = change;
        this.thread = thread;
        this.newest = WatchedChange.read(reader, change);
    }

    /** Reads for the first time; what stops that is thrown. */
    static Readings start(StatusReader reader, String change) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, "watch");
            daemon.setDaemon(true);
            return daemon;
        });
        var readings = new Readings(reader, change, thread);
        var unused = thread.scheduleWithFixedDelay(
                readings::read, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return readings;
    }

    private void read() {
        try {
            newest = WatchedChange.read(reader, change);
            failure = null;
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    WatchedChange newest() {
        return newest;
    }

    /** Why there is nothing newer; null if there could not be. */
    @Nullable
    String trouble() {
        String failed = failure;
        if (failed != null) {
            return "This is old: " + failed;
        }
        Duration age = Duration.between(newest.readAt(), Instant.now());
        return age.compareTo(LATE) > 0
                ? "This is %d s old: the database does not answer.".formatted(age.toSeconds())
                : null;
    }

    /** Does not wait for a database that hangs. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
