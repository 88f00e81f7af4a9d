package io.pgretype.shell.line;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.session.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;

/** Takes a line only if all of it is understood. Spring Shell's own parser ignores what it does not know. */
public final class StrictCommandParser implements CommandParser {

    private static final Set<String> HELP = Set.of("help", "--help", "-h");
    private static final CommandOption HELP_OPTION =
            CommandOption.with().shortName('h').longName("help").value("true").build();

    private final CommandRegistry registry;
    private final ChangeFiles changes;
    private final Session session;

    public StrictCommandParser(CommandRegistry registry, ChangeFiles changes, Session session) {
        this.registry = registry;
        this.changes = changes;
        this.session = session;
    }

    /**
     * Reads a line as it was typed in the console.
     *
     * @throws io.pgretype.problem.ProblemException {@code bad-command-line}
     */
    @Override
    public ParsedInput parse(String line) {
        try {
            return parse(Words.of(line));
        } catch (IllegalArgumentException e) {
            throw new BadLine("a quote is not closed", "Close it.").problem();
        }
    }

    /**
     * Reads the words of a line; a word with spaces in it is one word.
     *
     * @throws io.pgretype.problem.ProblemException {@code bad-command-line}
     */
    public ParsedInput parse(List<String> words) {
        if (session.isConsole()) {
            PlaceOptions.tooLate(words).ifPresent(bad -> {
                throw bad.problem();
            });
        }
        String first = words.isEmpty() ? "help" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        OperatorCommand command = command(HELP.contains(first) ? "help" : first);
        if (rest.stream().anyMatch(word -> word.equals("--help") || word.equals("-h"))) {
            return ParsedInput.builder()
                    .commandName(command.getName())
                    .addOption(HELP_OPTION)
                    .build();
        }
        if (command.syntax().isConsoleOnly() && !session.isConsole()) {
            throw new BadLine(
                            "'%s' works in the console only".formatted(first),
                            "Type './pgretype' alone to open the console, or name the change in each command.")
                    .problem();
        }
        return new LineReading(command.syntax(), changes, session).read(rest);
    }

    private OperatorCommand command(String name) {
        if (registry.getCommandByName(name) instanceof OperatorCommand command) {
            return command;
        }
        Set<String> names = registry.getCommands().stream()
                .filter(OperatorCommand.class::isInstance)
                .map(command -> command.getName())
                .collect(Collectors.toSet());
        String nearest =
                Nearest.to(name, names).map("Did you mean '%s'? "::formatted).orElse("");
        throw new BadLine("there is no command '%s'".formatted(name), nearest + "'help' lists the commands.").problem();
    }
}
