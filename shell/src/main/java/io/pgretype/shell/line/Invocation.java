package io.pgretype.shell.line;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;

/** A command's line after parsing: everything on it is known to be right. */
public record Invocation(CommandContext context) {

    public Optional<String> argument() {
        CommandArgument argument = context.getArgumentByIndex(0);
        return argument == null ? Optional.empty() : Optional.of(argument.value());
    }

    /** Of a command that takes any number. */
    public List<String> arguments() {
        return context.parsedInput().arguments().stream()
                .map(CommandArgument::value)
                .toList();
    }

    /** Of a command that needs one. */
    public String change() {
        return argument().orElseThrow();
    }

    public boolean has(String option) {
        return context.getOptionByLongName(option) != null;
    }

    public Optional<String> value(String option) {
        CommandOption given = context.getOptionByLongName(option);
        return given == null ? Optional.empty() : Optional.ofNullable(given.value());
    }

    public PrintWriter results() {
        return context.outputWriter();
    }
}
