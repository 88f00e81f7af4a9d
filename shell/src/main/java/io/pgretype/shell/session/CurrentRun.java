package io.pgretype.shell.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The command that runs just now, for the threads that may have to end it: Ctrl-C, and the shutdown after SIGTERM. A
 * command that can end early says how with {@link #stopWith}.
 */
public final class CurrentRun {

    private final AtomicReference<@Nullable CountDownLatch> running = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

    /** Runs it; it counts as running until its results are printed, so printing belongs into it. */
    public void of(Runnable command) {
        var end = new CountDownLatch(1);
        running.set(end);
        try {
            command.run();
        } finally {
            stop.set(null);
            running.set(null);
            end.countDown();
        }
    }

    /**
     * Says how the running command can be ended early.
     *
     * @param action called from another thread, perhaps more than once
     */
    public void stopWith(Runnable action) {
        stop.set(action);
    }

    /** Asks the running command to end soon; false if nothing runs that could. */
    public boolean requestStop() {
        Runnable action = stop.get();
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    /** Waits for the running command's end, but not longer than that; false if it still runs then. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        CountDownLatch end = running.get();
        return end == null || end.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
