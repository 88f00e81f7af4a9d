package io.pgretype.shell.environment;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The environment's variables. One that is empty counts as unset, as with libpq; a blank one does not. */
public record Variables(Map<String, String> all) {

    public Optional<String> text(String name) {
        return Optional.ofNullable(all.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws ProblemException {@code bad-command-line} if the variable is set and no port */
    public OptionalInt port(String name) {
        Optional<String> text = text(name);
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(port(name, text.get()));
    }

    /**
     * Reads a port, all of a variable's value or a part of it.
     *
     * @throws ProblemException {@code bad-command-line}
     */
    public static int port(String name, String text) {
        String digits = text.strip();
        if (digits.matches("\\d{1,5}") && Integer.parseInt(digits) > 0 && Integer.parseInt(digits) < 65_536) {
            return Integer.parseInt(digits);
        }
        throw bad(name, text, "a port from 1 to 65535");
    }

    /**
     * What is said of a variable's value that cannot be used.
     *
     * @param shown the value, or what of it may be shown
     * @param takes what the variable takes, in a few words
     */
    public static ProblemException bad(String name, String shown, String takes) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The variable %s cannot be used.".formatted(name),
                "it is '%s', and takes %s".formatted(shown, takes),
                Problem.NOTHING_CHANGED,
                "Set %s to that, or unset it.".formatted(name)));
    }

    /** Without the values: one of them is the password. */
    @Override
    public String toString() {
        return "Variables" + all.keySet();
    }
}
