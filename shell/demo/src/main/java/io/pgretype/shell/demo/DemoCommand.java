package io.pgretype.shell.demo;

import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code demo}: all phases on a server of its own, with live traffic. */
public final class DemoCommand extends OperatorCommand {

    private static final String ROWS = "rows";
    private static final String KEEP = "keep";

    private final ObjectProvider<DemoRun> demo;

    public DemoCommand(ObjectProvider<DemoRun> demo, Screen screen) {
        super(
                Syntax.other(
                        "demo",
                        "starts a PostgreSQL of its own and changes a table with live traffic on it",
                        Argument.NONE,
                        Option.valued(
                                ROWS,
                                "N",
                                "rows of the table; %s if not given".formatted(Figures.count(DemoOptions.DEFAULT_ROWS)),
                                RowCount::digits,
                                List.of("100000", "1000000")),
                        Option.flag(KEEP, "leave the server running at the end")),
                screen);
        this.demo = demo;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        long rows = invocation.value(ROWS).map(Long::valueOf).orElse(DemoOptions.DEFAULT_ROWS);
        int status = demo.getObject().run(new DemoOptions(rows, invocation.has(KEEP)));
        return new Outcome(statusOf(status), List.of(), List.of());
    }

    private static ExitStatus statusOf(int number) {
        return Arrays.stream(ExitStatus.values())
                .filter(status -> status.number() == number)
                .findFirst()
                .orElse(ExitStatus.FAILED);
    }
}
