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

/** {@code demo}: all phases of a change on a server of its own, with live traffic. */
public final class DemoCommand extends OperatorCommand {

    private static final String SCENARIO = "scenario";
    private static final String ROWS = "rows";
    private static final String KEEP = "keep";

    private final ObjectProvider<DemoRun> demo;

    public DemoCommand(ObjectProvider<DemoRun> demo, Screen screen) {
        super(
                Syntax.other(
                                "demo",
                                "starts a PostgreSQL of its own and changes tables with live traffic on them",
                                Argument.NONE,
                                Option.valued(
                                        SCENARIO,
                                        "NAME",
                                        "key if not given: a primary key and what references it; column: a column; uuid: text keys",
                                        text -> ScenarioName.of(text).text(),
                                        ScenarioName.texts()),
                                Option.valued(
                                        ROWS,
                                        "N",
                                        "rows of all tables; %s if not given"
                                                .formatted(Figures.count(DemoOptions.DEFAULT_ROWS)),
                                        RowCount::digits,
                                        List.of("100000", "1000000")),
                                Option.flag(KEEP, "leave the server running at the end"))
                        .withExample("""
                                ./pgretype demo
                                ./pgretype demo --scenario uuid --rows 100000"""),
                screen);
        this.demo = demo;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        long rows = invocation.value(ROWS).map(Long::valueOf).orElse(DemoOptions.DEFAULT_ROWS);
        ScenarioName scenario = invocation.value(SCENARIO).map(ScenarioName::of).orElse(ScenarioName.KEY);
        int status = demo.getObject().run(new DemoOptions(scenario, rows, invocation.has(KEEP)));
        return new Outcome(statusOf(status), List.of(), List.of());
    }

    private static ExitStatus statusOf(int number) {
        return Arrays.stream(ExitStatus.values())
                .filter(status -> status.number() == number)
                .findFirst()
                .orElse(ExitStatus.FAILED);
    }
}
