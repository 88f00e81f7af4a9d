package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.report.HistoryTable;
import io.pgretype.shell.session.Screen;
import io.pgretype.status.StatusReader;
import org.springframework.beans.factory.ObjectProvider;

/** {@code history}: what happened to a change. */
public final class HistoryCommand extends OperatorCommand {

    private final ObjectProvider<StatusReader> status;

    public HistoryCommand(ObjectProvider<StatusReader> status, Screen screen) {
        super(Syntax.report("history", "what happened, when, and who did it", Argument.CHANGE), screen);
        this.status = status;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        return Outcome.done(HistoryTable.lines(status.getObject().history(invocation.change())));
    }
}
