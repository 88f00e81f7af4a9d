package io.pgretype.shell.command;

import io.pgretype.change.ChangeFiles;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.util.List;

/** {@code use}: from then on the change need not be named. */
public final class UseCommand extends OperatorCommand {

    private final ChangeFiles changes;
    private final Session session;

    public UseCommand(ChangeFiles changes, Session session, Screen screen) {
        super(
                Syntax.console("use", "the commands that follow mean this change", Argument.CHANGE)
                        .withExample("use file-size"),
                screen);
        this.changes = changes;
        this.session = session;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        session.use(changes.read(invocation.change()).name());
        return Outcome.done(List.of());
    }
}
