package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.HelpText;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** {@code help}: all commands, or one. */
public final class HelpCommand extends OperatorCommand {

    private final ObjectProvider<OperatorCommand> commands;
    private final Session session;

    public HelpCommand(ObjectProvider<OperatorCommand> commands, Session session, Screen screen) {
        super(
                Syntax.other("help", "the commands, or how one of them is used", Argument.COMMAND)
                        .withExample("""
                                ./pgretype help
                                ./pgretype help cutover"""),
                screen);
        this.commands = commands;
        this.session = session;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        // A bean is not provided to itself.
        List<Syntax> all = Stream.concat(commands.stream(), Stream.of(this))
                .map(OperatorCommand::syntax)
                .sorted(Comparator.comparing(Syntax::group))
                .toList();
        Optional<String> name = invocation.argument();
        return Outcome.done(List.of(
                name.map(command -> HelpText.of(command, all)).orElseGet(() -> HelpText.of(all, session.isConsole()))));
    }
}
