package io.pgretype.shell.line;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.failure.Failures;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;
import org.springframework.shell.core.command.availability.Availability;

/** Runs one command line from its words to its exit status. Nothing is thrown: what stops it is printed. */
public final class CommandRun {

    private static final InputReader NO_INPUT = new InputReader() {};

    private final StrictCommandParser parser;
    private final CommandRegistry registry;
    private final CurrentRun currentRun;
    private final Screen screen;
    private final Failures failures;
    private final Runnable beforehand;

    /** @param beforehand done before each command that reaches the database; does not fail */
    public CommandRun(
            StrictCommandParser parser,
            CommandRegistry registry,
            CurrentRun currentRun,
            Screen screen,
            Failures failures,
            Runnable beforehand) {
        this.parser = parser;
        this.registry = registry;
        this.currentRun = currentRun;
        this.screen = screen;
        this.failures = failures;
        this.beforehand = beforehand;
    }

    /** The exit status of the command with these words. */
    public int run(List<String> words) {
        return run(() -> parser.parse(words));
    }

    /** The exit status of the command on that line. */
    public int run(String line) {
        return run(() -> parser.parse(line));
    }

    private int run(Supplier<ParsedInput> line) {
        var status = new AtomicInteger(ExitStatus.FAILED.number());
        currentRun.of(() -> {
            status.set(execute(line));
            screen.flush();
        });
        return status.get();
    }

    private int execute(Supplier<ParsedInput> line) {
        try {
            ParsedInput input = line.get();
            if (reachesDatabase(input)) {
                beforehand.run();
            }
            refuseUnavailable(input);
            var context = new CommandContext(input, registry, screen.results(), NO_INPUT);
            return new CommandExecutor(registry).execute(context).code();
        } catch (RuntimeException e) {
            return failures.report(e).number();
        }
    }

    private boolean reachesDatabase(ParsedInput input) {
        return registry.getCommandByName(input.commandName()) instanceof OperatorCommand command
                && command.syntax().reachesDatabase()
                && !asksForHelp(input);
    }

    private static boolean asksForHelp(ParsedInput input) {
        return input.options().stream().anyMatch(option -> "help".equals(option.longName()));
    }

    /** Spring Shell would say so among the results, and end with a status that is none of ours. */
    private void refuseUnavailable(ParsedInput input) {
        if (registry.getCommandByName(input.commandName()) instanceof OperatorCommand command && !asksForHelp(input)) {
            Availability now = command.getAvailabilityProvider().get();
            if (!now.isAvailable()) {
                throw new ProblemException(new Problem(
                        ProblemCode.WRONG_PHASE,
                        "%s cannot start.".formatted(input.commandName()),
                        now.reason(),
                        Problem.NOTHING_CHANGED,
                        "Type what is next there, or 'status' for more."));
            }
        }
    }
}
