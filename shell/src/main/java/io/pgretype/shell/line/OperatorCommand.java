package io.pgretype.shell.line;

import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.shell.session.Screen;
import java.util.List;
import org.springframework.shell.core.command.AbstractCommand;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ExitStatus;

/** A command of pgretype: results to standard output, what stopped it to standard error, and our exit statuses. */
public abstract class OperatorCommand extends AbstractCommand {

    private final Syntax syntax;
    private final Screen screen;

    protected OperatorCommand(Syntax syntax, Screen screen) {
        super(syntax.name(), syntax.description(), syntax.group().heading(), syntax.help(), false);
        this.syntax = syntax;
        this.screen = screen;
    }

    public final Syntax syntax() {
        return syntax;
    }

    /** As Spring Shell wants them. */
    @Override
    public final List<CommandOption> getOptions() {
        return syntax.options().stream().map(Option::definition).toList();
    }

    @Override
    public final ExitStatus doExecute(CommandContext context) throws Exception {
        Outcome outcome = run(new Invocation(context));
        outcome.results().forEach(context.outputWriter()::println);
        context.outputWriter().flush();
        outcome.problems().stream().map(Problem::text).forEach(screen::notice);
        return new ExitStatus(
                outcome.exitStatus().number(), outcome.exitStatus().name());
    }

    /** Does it. What it throws is turned into a problem by its caller. */
    protected abstract Outcome run(Invocation invocation) throws Exception;

    protected final Screen screen() {
        return screen;
    }
}
