package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.util.List;

/** {@code quit}: leaves the console. */
public final class QuitCommand extends OperatorCommand {

    private final Session session;

    public QuitCommand(Session session, Screen screen) {
        super(
                Syntax.console("quit", "leaves the console, as exit and Ctrl-D do", Argument.NONE)
                        .withExample("quit"),
                screen);
        this.session = session;
        setAliases(List.of("exit"));
    }

    @Override
    protected Outcome run(Invocation invocation) {
        session.end();
        return Outcome.done(List.of());
    }
}
