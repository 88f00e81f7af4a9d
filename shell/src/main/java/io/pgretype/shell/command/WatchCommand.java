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
import io.pgretype.shell.session.Screen;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.StatusReader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;

/** {@code watch}: how far a change is, live, whichever process works on it; until Ctrl-C or the change's end. */
public final class WatchCommand extends OperatorCommand {

    private final ObjectProvider<StatusReader> status;
    private final CurrentRun currentRun;

    public WatchCommand(ObjectProvider<StatusReader> status, CurrentRun currentRun, Screen screen) {
        super(
                Syntax.report("watch", "the same, live, until Ctrl-C or the change's end", Argument.CHANGE)
                        .withExample("./pgretype watch file-size"),
                screen);
        this.status = status;
        this.currentRun = currentRun;
    }

    @Override
    protected Outcome run(Invocation invocation) throws InterruptedException {
        var enough = new CountDownLatch(1);
        currentRun.stopWith(enough::countDown);
        StatusReader reader = status.getObject();
        var drawer = new ProgressDrawer(screen());
        ChangeStatus last;
        try {
            do {
                last = reader.read(invocation.change());
                drawer.draw(Progress.of(last));
            } while (!last.phase().isOver() && !enough.await(1, TimeUnit.SECONDS));
        } finally {
            drawer.end();
        }
        return Outcome.done(StatusDetails.lines(last, reader.details(invocation.change())));
    }
}
