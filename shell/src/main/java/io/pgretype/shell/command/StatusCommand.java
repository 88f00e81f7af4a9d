package io.pgretype.shell.command;

import io.pgretype.change.ChangeFiles;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.report.FilesTable;
import io.pgretype.shell.report.StatusDetails;
import io.pgretype.shell.report.StatusJson;
import io.pgretype.shell.report.StatusTable;
import io.pgretype.shell.session.Screen;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.StatusReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** {@code status}: where one change stands, or all of them. */
public final class StatusCommand extends OperatorCommand {

    private static final String JSON = "json";

    private final ObjectProvider<StatusReader> status;
    private final ChangeFiles changeFiles;

    public StatusCommand(ObjectProvider<StatusReader> status, ChangeFiles changeFiles, Screen screen) {
        super(
                Syntax.report(
                                "status",
                                "where the change stands, or all changes",
                                Argument.CHANGE_OR_ALL,
                                Option.flag(JSON, "an array with one object a change"))
                        .withExample("""
                                ./pgretype status
                                ./pgretype status file-size --json"""),
                screen);
        this.status = status;
        this.changeFiles = changeFiles;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        StatusReader reader = status.getObject();
        Optional<String> change = invocation.argument();
        List<ChangeStatus> changes =
                change.map(name -> List.of(reader.read(name))).orElseGet(reader::readAll);
        if (invocation.has(JSON)) {
            return Outcome.done(List.of(StatusJson.text(changes)));
        }
        return Outcome.done(change.map(name -> StatusDetails.lines(changes.get(0), reader.details(name)))
                .orElseGet(() -> all(changes, reader)));
    }

    private List<String> all(List<ChangeStatus> changes, StatusReader reader) {
        Set<String> known = new HashSet<>(reader.altered());
        changes.forEach(change -> known.add(change.change()));
        List<String> planned = PlannedChanges.lines(changeFiles, known);
        List<String> opened = changes.isEmpty() && !planned.isEmpty() ? List.of() : StatusTable.lines(changes);
        List<String> lines = new ArrayList<>();
        for (List<String> part : List.of(opened, planned, FilesTable.lines(reader.files()))) {
            if (!lines.isEmpty() && !part.isEmpty()) {
                lines.add("");
            }
            lines.addAll(part);
        }
        return lines;
    }
}
