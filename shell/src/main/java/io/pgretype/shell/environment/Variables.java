package io.pgretype.shell.environment;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment's variables. One that is empty counts as unset, as with libpq; a blank one does not. */
public record Variables(Map<String, String> all) {

    static final String A_PORT = "a port from 1 to 65535";

    public Optional<String> text(String name) {
        return Optional.ofNullable(all.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A base directory as the XDG specification has it: a path that is not absolute counts as unset. Empty also where the path
     * has other characters than the locale's.
     *
     * @param name for example {@code XDG_STATE_HOME}
     * @param belowHome where it is if that is unset
     */
    public Optional<Path> baseDirectory(String name, String belowHome) {
        return absolute(name).or(() -> absolute("HOME").map(home -> home.resolve(belowHome)));
    }

    private Optional<Path> absolute(String name) {
        try {
            return text(name).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a port, all of a variable's value or a part of it.
     *
     * @throws ProblemException {@code bad-command-line}
     */
    public static int port(String name, String text) {
        return portOf(text).orElseThrow(() -> bad(name, text, A_PORT));
    }

    static Optional<Integer> portOf(String text) {
        return Optional.of(text.strip())
                .filter(digits -> digits.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(number -> number > 0 && number < 65_536);
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
