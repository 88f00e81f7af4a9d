package io.pgretype.shell.command;

import io.pgretype.control.LiveControl;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code resume}: ends a pause, from another process. */
public final class ResumeCommand extends OperatorCommand {

    private final ObjectProvider<LiveControl> control;

    public ResumeCommand(ObjectProvider<LiveControl> control, Screen screen) {
        super(
                Syntax.live("resume", "lets it go on", Argument.CHANGE).withExample("./pgretype resume file-size"),
                screen);
        this.control = control;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        return Outcome.done(List.of(control.getObject()
                .resume(change)
                .map(wish -> "resumed: %s had been paused by %s.".formatted(change, wish.who()))
                .orElse("nothing to do: %s was not paused.".formatted(change))));
    }
}
