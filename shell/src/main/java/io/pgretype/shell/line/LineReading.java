package io.pgretype.shell.line;

import io.pgretype.change.ChangeFiles;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.session.HangingIndent;
import io.pgretype.shell.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ParsedInput;

/** Reads the words after one command's name. */
final class LineReading {

    private final Syntax syntax;
    private final ChangeFiles changes;
    private final Session session;
    private final Set<String> optionsSeen = new HashSet<>();
    private final List<String> arguments = new ArrayList<>();

    LineReading(Syntax syntax, ChangeFiles changes, Session session) {
        this.syntax = syntax;
        this.changes = changes;
        this.session = session;
    }

    ParsedInput read(List<String> words) {
        ParsedInput.Builder input = ParsedInput.builder().commandName(syntax.name());
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            if (word.startsWith("-")) {
                input.addOption(option(word, rest));
            } else {
                takeArgument(word);
            }
        }
        refuseWithoutTheirCompany();
        List<String> given = argumentsOrDefault();
        for (int i = 0; i < given.size(); i++) {
            input.addArgument(new CommandArgument(i, given.get(i)));
        }
        session.address(syntax.argument().isChange() && !given.isEmpty() ? given.get(0) : null);
        return input.build();
    }

    private void refuseWithoutTheirCompany() {
        for (Option option : syntax.options()) {
            String needs = option.needs();
            if (needs != null && optionsSeen.contains(option.name()) && !optionsSeen.contains(needs)) {
                throw bad("--%s makes sense only with --%s".formatted(option.name(), needs));
            }
        }
    }

    private void takeArgument(String word) {
        if (syntax.argument() == Argument.NONE) {
            throw bad("'%s' takes no argument, but '%s' was given".formatted(syntax.name(), word));
        }
        if (!arguments.isEmpty() && !syntax.argument().isMany()) {
            throw bad("'%s' takes one %s, but '%s' follows '%s'"
                    .formatted(syntax.name(), syntax.argument().placeholder(), word, arguments.get(0)));
        }
        if (syntax.argument() == Argument.GUARD_ACTION && !Argument.GUARD_ACTIONS.contains(word)) {
            throw bad("'%s' is none of %s".formatted(word, syntax.argument().placeholder()));
        }
        arguments.add(word);
    }

    private CommandOption option(String word, Deque<String> rest) {
        int equals = word.indexOf('=');
        String dashed = equals < 0 ? word : word.substring(0, equals);
        Option option = known(dashed);
        if (!optionsSeen.add(option.name())) {
            throw bad("%s is given twice".formatted(dashed));
        }
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw bad("%s takes no value".formatted(dashed));
            }
            return option.of("true");
        }
        String value = equals >= 0 ? word.substring(equals + 1) : rest.pollFirst();
        if (value == null || value.isEmpty() || (equals < 0 && value.startsWith("--"))) {
            throw bad("%s needs a value".formatted(dashed));
        }
        try {
            return option.of(option.check().apply(value));
        } catch (IllegalArgumentException e) {
            throw bad("%s: %s".formatted(dashed, e.getMessage()));
        }
    }

    private Option known(String dashed) {
        Optional<Option> option = dashed.startsWith("--") ? syntax.option(dashed.substring(2)) : Optional.empty();
        return option.orElseThrow(() -> {
            List<String> names =
                    syntax.options().stream().map(known -> "--" + known.name()).toList();
            String nearest = Nearest.to(dashed, names)
                    .map(", did you mean %s?"::formatted)
                    .orElse("");
            return bad("'%s' has no option %s%s".formatted(syntax.name(), dashed, nearest));
        });
    }

    private List<String> argumentsOrDefault() {
        if (!arguments.isEmpty()) {
            return syntax.argument().isChange() ? List.of(changes.named(arguments.get(0))) : arguments;
        }
        if (syntax.argument().isChange()
                && !syntax.isConsoleOnly()
                && session.change().isPresent()) {
            return session.change().stream().toList();
        }
        if (!syntax.argument().isRequired()) {
            return List.of();
        }
        if (!syntax.argument().isChange()) {
            throw bad("'%s' needs %s".formatted(syntax.name(), syntax.argument().placeholder()));
        }
        String known = changes.names().isEmpty()
                ? "%s holds no change files".formatted(changes.directory())
                : "the changes are " + String.join(", ", changes.names());
        throw bad(
                "'%s' needs a %s; %s".formatted(syntax.name(), syntax.argument().placeholder(), known));
    }

    /** The whole usage only where it fits on a line. */
    private ProblemException bad(String observed) {
        String prefix = session.isConsole() ? "" : "./pgretype ";
        String usage = "Type '%s%s'.".formatted(prefix, syntax.usage());
        return new BadLine(
                        observed,
                        BadLine.INDENT + usage.length() <= HangingIndent.COLUMNS
                                ? usage
                                : "'%s%s --help' says what it takes.".formatted(prefix, syntax.name()))
                .problem();
    }
}
