package io.pgretype.shell;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.line.PlaceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may stand on every command's line, and the line without it.
 *
 * @param url null if the libpq variables alone say where the database is
 * @param words the command with its own arguments; empty for the console
 */
record GlobalOptions(@Nullable String url, Path changes, List<String> words) {

    private static final Set<String> NAMES = Set.of(PlaceOptions.URL, PlaceOptions.CHANGES);

    GlobalOptions {
        words = List.copyOf(words);
    }

    /**
     * Takes the options off the line; where one is not on it, its variable stands in.
     *
     * @throws ProblemException {@code bad-command-line}
     */
    static GlobalOptions of(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        List<String> words = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!NAMES.contains(name)) {
                words.add(word);
                continue;
            }
            String value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
            if (value.isBlank() || value.startsWith("--")) {
                throw bad(name + " needs a value");
            }
            if (given.put(name, value) != null) {
                throw bad(name + " stands twice");
            }
        }
        String url = given.getOrDefault(PlaceOptions.URL, environment.getOrDefault("PGRETYPE_URL", ""));
        String changes = given.getOrDefault(PlaceOptions.CHANGES, environment.getOrDefault("PGRETYPE_CHANGES", ""));
        return new GlobalOptions(
                url.isBlank() ? null : url, Path.of(changes.isBlank() ? "migrations/changes" : changes), words);
    }

    private static ProblemException bad(String observed) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The command line is not understood.",
                observed,
                Problem.NOTHING_CHANGED,
                "Give each at most once: --url jdbc:postgresql://HOST:PORT/DATABASE, --changes DIR."));
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "GlobalOptions[changes=%s, words=%s]".formatted(changes, words);
    }
}
