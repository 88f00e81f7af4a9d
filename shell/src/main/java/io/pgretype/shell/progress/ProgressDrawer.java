package io.pgretype.shell.progress;

import io.pgretype.shell.session.Screen;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress among the notices: on a terminal one line, redrawn in place; elsewhere a line now and then. May be
 * called from any thread.
 */
public final class ProgressDrawer {

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
    private static final String REDRAWN = "\r%s\033[K";

    private final Screen screen;
    private final InstantSource clock;
    private Instant printed;
    private boolean anyPrinted;
    private boolean over;
    private @Nullable Progress unprinted;

    public ProgressDrawer(Screen screen) {
        this(screen, InstantSource.system());
    }

    ProgressDrawer(Screen screen, InstantSource clock) {
        this.screen = screen;
        this.clock = clock;
        this.printed = clock.instant();
    }

    public synchronized void draw(Progress progress) {
        if (over) {
            return;
        }
        if (screen.isTerminal()) {
            redraw(ProgressLine.text(progress, screen.columns().getAsInt() - 1));
            return;
        }
        unprinted = progress;
        if (Duration.between(printed, clock.instant()).compareTo(PLAIN_INTERVAL) >= 0) {
            print(progress);
        }
    }

    /** Removes the line from a terminal; elsewhere prints how far it came. Nothing is drawn afterwards. */
    public synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        Progress last = unprinted;
        if (screen.isTerminal()) {
            redraw("");
        } else if (last != null && (anyPrinted || last.rows() != null)) {
            print(last);
        }
    }

    private void redraw(String line) {
        PrintWriter notices = screen.notices();
        notices.print(REDRAWN.formatted(line));
        notices.flush();
    }

    private void print(Progress progress) {
        screen.notice(ProgressLine.text(progress));
        printed = clock.instant();
        anyPrinted = true;
        unprinted = null;
    }
}
