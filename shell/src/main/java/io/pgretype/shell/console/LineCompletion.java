package io.pgretype.shell.console;

import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Phase;
import io.pgretype.shell.command.PhaseRunCommand;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.session.Session;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;

/** Completes commands, changes, options and their values. Spring Shell's own knows no positional arguments. */
public final class LineCompletion extends CommandCompleter {

    private final ObjectProvider<OperatorCommand> commands;
    private final ChangeFiles changes;
    private final Session session;

    public LineCompletion(
            CommandRegistry registry, ObjectProvider<OperatorCommand> commands, ChangeFiles changes, Session session) {
        super(registry);
        this.commands = commands;
        this.changes = changes;
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, Math.max(0, line.wordIndex()));
        if (before.isEmpty()) {
            boolean all = line.word().isEmpty();
            commands.stream().map(all ? this::name : this::candidate).forEach(candidates::add);
            return;
        }
        commands.stream()
                .filter(command -> command.getName().equals(before.get(0)))
                .findFirst()
                .ifPresent(command ->
                        words(command, before, line.word()).forEach(word -> candidates.add(new Candidate(word))));
    }

    private List<String> words(OperatorCommand command, List<String> before, String word) {
        Optional<Option> valued = awaitingValue(command, before.get(before.size() - 1));
        if (valued.isPresent()) {
            return valued.get().proposals();
        }
        if (word.startsWith("-")) {
            return unusedOptions(command, before);
        }
        boolean hasArgument = before.stream().skip(1).anyMatch(earlier -> !earlier.startsWith("-"));
        List<String> arguments =
                hasArgument ? List.of() : arguments(command.syntax().argument());
        return arguments.isEmpty() ? unusedOptions(command, before) : arguments;
    }

    private List<String> arguments(Argument argument) {
        return switch (argument) {
            case NONE, NEW_CHANGE, FILES -> List.of();
            case CHANGE, CHANGE_OR_ALL -> changes.names();
            case GUARD_ACTION -> Argument.GUARD_ACTIONS;
            case COMMAND -> commands.stream().map(OperatorCommand::getName).toList();
        };
    }

    private static List<String> unusedOptions(OperatorCommand command, List<String> before) {
        return command.syntax().options().stream()
                .map(option -> "--" + option.name())
                .filter(option -> !before.contains(option))
                .toList();
    }

    private static Optional<Option> awaitingValue(OperatorCommand command, String previous) {
        return previous.startsWith("--")
                ? command.syntax().option(previous.substring(2)).filter(Option::takesValue)
                : Optional.empty();
    }

    /** All with what they do would not fit a terminal, and JLine would ask first and swallow the next key. */
    private Candidate name(OperatorCommand command) {
        String group = session.phase().isEmpty() ? null : isInTime(command) ? "in this phase" : "not in this phase";
        return new Candidate(command.getName(), command.getName(), group, null, null, null, true);
    }

    /** With what it does, and whether this is its time. */
    private Candidate candidate(OperatorCommand command) {
        String description = command.getDescription();
        if (!isInTime(command)) {
            description = "(not in this phase) " + description;
        }
        return new Candidate(command.getName(), command.getName(), null, description, null, null, true);
    }

    private boolean isInTime(OperatorCommand command) {
        Optional<Phase> phase = session.phase();
        return phase.isEmpty()
                || !(command instanceof PhaseRunCommand phaseRun)
                || phaseRun.phase().startsFrom(phase.get());
    }
}
