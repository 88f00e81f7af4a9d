package io.pgretype.lock;

import io.pgretype.lock.Blockers.Blocker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Looks, from a second connection, whom a waiting session waits for. */
final class BlockerWatch {

    private final Blockers blockers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pgretype-blockers");
        thread.setDaemon(true);
        return thread;
    });

    BlockerWatch(Blockers blockers) {
        this.blockers = blockers;
    }

    /** Ends the watch; nobody is told anything after that. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    /** Looks once, {@code after} from now, unless closed before, and tells {@code found} if anybody blocks. */
    Watching watch(int pid, Duration after, Consumer<List<Blocker>> found) {
        AtomicBoolean closed = new AtomicBoolean();
        ScheduledFuture<?> look = clock.schedule(
                () -> {
                    List<Blocker> sessions = blockers.of(pid);
                    if (!sessions.isEmpty() && !closed.get()) {
                        found.accept(sessions);
                    }
                },
                after.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> {
            closed.set(true);
            look.cancel(false);
        };
    }
}
