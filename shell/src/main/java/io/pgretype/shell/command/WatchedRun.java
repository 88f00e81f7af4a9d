package io.pgretype.shell.command;

import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.progress.Progress;
import io.pgretype.shell.progress.ProgressDrawer;
import io.pgretype.shell.progress.ProgressWatch;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import io.pgretype.status.StatusReader;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;

/** Runs phases while showing how far they are; Ctrl-C and SIGTERM stop them where that is safe. */
public final class WatchedRun {

    // A provider, because a line that is wrong, and help, must not wait for a database.
    private final ObjectProvider<StatusReader> status;
    private final CurrentRun currentRun;
    private final Screen screen;

    public WatchedRun(ObjectProvider<StatusReader> status, CurrentRun currentRun, Screen screen) {
        this.status = status;
        this.currentRun = currentRun;
        this.screen = screen;
    }

    /** Work that walks no rows: only what it does just now is shown. */
    Outcome run(String label, Function<Activity, Outcome> work) {
        var activity = new Activity();
        try (var watch = ProgressWatch.start(() -> Progress.of(label, activity), new ProgressDrawer(screen))) {
            return stoppable(activity, work);
        }
    }

    /** Work that walks a change's rows, all the time or some of it. */
    Outcome run(String label, String change, Function<Activity, Outcome> work) {
        StatusReader reader = status.getObject();
        var activity = new Activity();
        try (var watch = ProgressWatch.start(
                () -> Progress.of(label, reader.read(change), activity), new ProgressDrawer(screen))) {
            return stoppable(activity, work);
        }
    }

    private Outcome stoppable(Activity activity, Function<Activity, Outcome> work) {
        currentRun.stopWith(activity::requestStop);
        return work.apply(activity);
    }
}
