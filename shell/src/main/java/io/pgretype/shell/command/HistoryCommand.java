package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.report.HistoryJson;
import io.pgretype.shell.report.HistoryTable;
import io.pgretype.shell.session.Screen;
import io.pgretype.status.HistoryEntry;
import io.pgretype.status.StatusReader;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code history}: what happened to a change. */
public final class HistoryCommand extends OperatorCommand {

    private static final String JSON = "json";

    private final ObjectProvider<StatusReader> status;

    public HistoryCommand(ObjectProvider<StatusReader> status, Screen screen) {
        super(
                Syntax.report(
                                "history",
                                "what happened, when, and who did it",
                                Argument.CHANGE,
                                Option.flag(JSON, "an array with one object an event"))
                        .withExample("./pgretype history file-size"),
                screen);
        this.status = status;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        List<HistoryEntry> history = status.getObject().history(invocation.change());
        return Outcome.done(invocation.has(JSON) ? List.of(HistoryJson.text(history)) : HistoryTable.lines(history));
    }
}
