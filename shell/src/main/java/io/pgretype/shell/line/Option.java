package io.pgretype.shell.line;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandOption;

/**
 * An option of a command.
 *
 * @param name without the dashes
 * @param placeholder what its value stands for in usage lines; null if it takes none
 * @param check returns the value as it is to be used, or throws IllegalArgumentException saying what it must be
 * @param proposals values worth proposing
 * @param needs the option without which it makes no sense; null if it stands for itself
 */
public record Option(
        String name,
        @Nullable String placeholder,
        String description,
        UnaryOperator<String> check,
        List<String> proposals,
        @Nullable String needs) {

    /** One that is there or not. */
    public static Option flag(String name, String description) {
        return new Option(name, null, description, UnaryOperator.identity(), List.of(), null);
    }

    public static Option valued(
            String name, String placeholder, String description, UnaryOperator<String> check, List<String> proposals) {
        return new Option(name, placeholder, description, check, proposals, null);
    }

    /** The same, but only beside that other one. */
    public Option beside(String other) {
        return new Option(name, placeholder, description, check, proposals, other);
    }

    public boolean takesValue() {
        return placeholder != null;
    }

    /** As usage lines show it: {@code [--to PHASE]}. */
    String usage() {
        return "[%s]".formatted(text());
    }

    String text() {
        return takesValue() ? "--%s %s".formatted(name, placeholder) : "--" + name;
    }

    CommandOption definition() {
        return CommandOption.with()
                .longName(name)
                .description(description)
                .required(false)
                .type(takesValue() ? String.class : Boolean.class)
                .build();
    }

    CommandOption of(String value) {
        return CommandOption.with().longName(name).value(value).build();
    }
}
