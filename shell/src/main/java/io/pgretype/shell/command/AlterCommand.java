package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.run.AlterRunner;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** {@code alter}: the plain statement in place of all phases, where it changes the catalog and nothing else. */
public final class AlterCommand extends OperatorCommand {

    private static final String EXAMPLE = """
            ./pgretype plan title-text     # varchar(80) → text: "No rewrite is needed"
            ./pgretype alter title-text    # milliseconds, whatever size the table has""";

    private final ObjectProvider<AlterRunner> runner;
    private final WatchedRun watchedRun;

    public AlterCommand(ObjectProvider<AlterRunner> runner, WatchedRun watchedRun, Screen screen) {
        super(
                Syntax.phase(
                                "alter",
                                "where no rewrite is needed, in place of all phases: the plain statement",
                                PhaseRunCommand.CANCEL_BLOCKERS)
                        .withExample(EXAMPLE),
                screen);
        this.runner = runner;
        this.watchedRun = watchedRun;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        Set<RunOption> options =
                invocation.has(PhaseRunCommand.CANCEL_BLOCKERS.name()) ? Set.of(RunOption.CANCEL_BLOCKERS) : Set.of();
        return watchedRun.run("alter", activity -> runner.getObject().run(invocation.change(), options, activity));
    }
}
