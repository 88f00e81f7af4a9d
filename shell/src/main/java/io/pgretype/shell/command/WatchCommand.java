package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.progress.Progress;
import io.pgretype.shell.progress.ProgressDrawer;
import io.pgretype.shell.report.StatusDetails;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.LiveScreen;
import io.pgretype.shell.session.LiveScreens;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.watch.LiveWatch;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.StatusReader;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;

/**
 * {@code watch}: how far a change is, live, whichever process works on it; until q, Ctrl-C or the change's end. On a
 * terminal it fills the screen; elsewhere it prints a line now and then.
 */
public final class WatchCommand extends OperatorCommand {

    private final ObjectProvider<StatusReader> status;
    private final ObjectProvider<LiveScreens> screens;
    private final CurrentRun currentRun;

    public WatchCommand(
            ObjectProvider<StatusReader> status,
            ObjectProvider<LiveScreens> screens,
            CurrentRun currentRun,
            Screen screen) {
        super(
                Syntax.report("watch", "the same, live, until q, Ctrl-C or the change's end", Argument.CHANGE)
                        .withExample("./pgretype watch file-size"),
                screen);
        this.status = status;
        this.screens = screens;
        this.currentRun = currentRun;
    }

    @Override
    protected Outcome run(Invocation invocation) throws InterruptedException {
        var enough = new CountDownLatch(1);
        currentRun.stopWith(enough::countDown);
        StatusReader reader = status.getObject();
        String change = invocation.change();
        ChangeStatus first = reader.read(change);
        Optional<LiveScreen> live = first.phase().isOver()
                ? Optional.empty()
                : screens.getObject().open(Colours.wanted(System.getenv(), true));
        if (live.isPresent()) {
            new LiveWatch(reader, () -> enough.getCount() == 0).show(change, live.get());
        } else {
            printUntil(enough, reader, first);
        }
        return Outcome.done(StatusDetails.lines(reader.read(change), reader.details(change)));
    }

    private void printUntil(CountDownLatch enough, StatusReader reader, ChangeStatus first)
            throws InterruptedException {
        var drawer = new ProgressDrawer(screen());
        ChangeStatus last = first;
        try {
            drawer.draw(Progress.of(last));
            while (!last.phase().isOver() && !enough.await(1, TimeUnit.SECONDS)) {
                last = reader.read(first.change());
                drawer.draw(Progress.of(last));
            }
        } finally {
            drawer.end();
        }
    }
}
