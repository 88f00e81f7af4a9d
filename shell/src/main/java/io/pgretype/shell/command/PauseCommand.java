package io.pgretype.shell.command;

import io.pgretype.control.LiveControl;
import io.pgretype.control.LiveControl.Paused;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code pause}: lets a running backfill wait, from another process. */
public final class PauseCommand extends OperatorCommand {

    private final ObjectProvider<LiveControl> control;

    public PauseCommand(ObjectProvider<LiveControl> control, Screen screen) {
        super(
                Syntax.live("pause", "lets the running backfill wait at its next chunk", Argument.CHANGE)
                        .withExample("./pgretype pause file-size"),
                screen);
        this.control = control;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        Paused paused = control.getObject().pause(change);
        List<String> lines = new ArrayList<>();
        lines.add(paused.pausedBefore()
                .map(wish -> "paused before: %s was paused by %s.".formatted(change, wish.who()))
                .orElse("paused: %s.".formatted(change)));
        lines.add(paused.worker()
                .map(worker -> "It waits at its next chunk; at work is %s.".formatted(worker.text()))
                .orElse("Nothing works on it now; its next backfill will wait."));
        lines.add("Type './pgretype resume %s' to let it go on.".formatted(change));
        return Outcome.done(lines);
    }
}
