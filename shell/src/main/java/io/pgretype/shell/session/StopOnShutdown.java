package io.pgretype.shell.session;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * After SIGTERM, and Ctrl-C outside the console: the running command stops between two chunks, before its connections
 * are closed. Where it does not stop in time it is as if it had been killed, and that is safe too.
 */
public final class StopOnShutdown implements SmartLifecycle {

    /** Kubernetes kills 30 seconds after SIGTERM. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CurrentRun currentRun;
    private final Screen screen;
    private volatile boolean running;

    public StopOnShutdown(CurrentRun currentRun, Screen screen) {
        this.currentRun = currentRun;
        this.screen = screen;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (!currentRun.requestStop()) {
            return;
        }
        screen.notice("stopping as soon as that is safe …");
        try {
            if (!currentRun.awaitEnd(PATIENCE)) {
                screen.notice("not stopped after %d s: giving up; the same command goes on from the last commit"
                        .formatted(PATIENCE.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
