package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.page.ChangeReport;
import io.pgretype.shell.page.ReportPage;
import io.pgretype.shell.session.Screen;
import io.pgretype.status.StatusReader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code report}: a page of all that the ledger has of a change. */
public final class ReportCommand extends OperatorCommand {

    private static final String OUT = "out";

    private final ObjectProvider<StatusReader> status;

    public ReportCommand(ObjectProvider<StatusReader> status, Screen screen) {
        super(
                Syntax.report(
                                "report",
                                "all of that as one HTML page, with charts",
                                Argument.CHANGE,
                                Option.valued(
                                        OUT, "FILE", "where to write it, else CHANGE.html", text -> text, List.of()))
                        .withExample("""
                                ./pgretype report file-size
                                ./pgretype report file-size --out reports/file-size.html"""),
                screen);
        this.status = status;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        ChangeReport report = ChangeReport.of(status.getObject(), change);
        Path file = Path.of(invocation.value(OUT).orElse(change + ".html"));
        OutFile.write(file, ReportPage.html(report, ZoneId.systemDefault()), OUT);
        return Outcome.done(List.of("wrote " + file));
    }
}
