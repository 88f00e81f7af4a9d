package io.pgretype.shell.demo;

import io.pgretype.shell.progress.Progress;
import io.pgretype.shell.progress.ProgressDrawer;
import io.pgretype.shell.progress.ProgressWatch;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** What the demo shows: a line for what is done, and a passing one for what is being done. */
final class DemoLines {

    private final Screen screen;

    DemoLines(Screen screen) {
        this.screen = screen;
    }

    void line(String text) {
        screen.results().println(text.stripTrailing());
        screen.results().flush();
    }

    /** For example {@code backfill         12.1 s  82,600 rows/s}. */
    void done(String what, Duration took, String did) {
        line("%-15s %8s  %s".formatted(what, Figures.seconds(took), did));
    }

    /** The same without a time. */
    void note(String what, String text) {
        line("%-15s %8s  %s".formatted(what, "", text));
    }

    /** Something that takes a while. */
    interface Work<T> {
        T run() throws IOException, SQLException, InterruptedException;
    }

    /** Shows that it is being done, where nothing is known about how far it is. */
    <T> T during(String what, String doing, Work<T> work) throws IOException, SQLException, InterruptedException {
        return during(() -> new Progress(what, null, doing, null), work);
    }

    /**
     * Shows how far it is while it is being done.
     *
     * @param progress is asked again and again, from another thread
     */
    <T> T during(Supplier<Progress> progress, Work<T> work) throws IOException, SQLException, InterruptedException {
        ProgressWatch watch = ProgressWatch.start(progress, new ProgressDrawer(screen));
        try {
            return work.run();
        } finally {
            watch.close();
        }
    }
}
