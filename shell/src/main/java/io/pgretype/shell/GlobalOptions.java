package io.pgretype.shell;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.environment.Setting;
import io.pgretype.shell.environment.Settings;
import io.pgretype.shell.environment.Variables;
import io.pgretype.shell.line.PlaceOptions;
import io.pgretype.shell.metrics.MetricsTargets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may stand on every command's line, in our own variables or in the configuration file, and the line without it.
 *
 * @param urlOnLine whether the URL was on the line, and so is meant for this very command
 * @param words the command with its own arguments; empty for the console
 */
record GlobalOptions(Settings settings, boolean urlOnLine, Path changes, MetricsTargets metrics, List<String> words) {

    private static final Map<String, Setting> OPTIONS =
            Map.of(PlaceOptions.URL, Setting.URL, PlaceOptions.CHANGES, Setting.CHANGES);

    /** The launcher knows where a checkout or a release archive has them. */
    private static final String DEFAULT_CHANGES = System.getProperty("pgretype.changes", Setting.CHANGES.byDefault());

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
            if (!OPTIONS.containsKey(name)) {
                words.add(word);
                continue;
            }
            String value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
            if (value.isBlank() || value.startsWith("--")) {
                throw bad(name + " needs a value");
            }
            if (given.put(name, value) != null) {
                throw bad(name + " is given twice");
            }
        }
        refuseOtherDebug(new Variables(environment));
        Settings settings = Settings.of(environment);
        for (Map.Entry<String, Setting> option : OPTIONS.entrySet()) {
            String value = given.get(option.getKey());
            if (value != null) {
                settings = settings.with(option.getValue(), option.getKey(), value);
            }
        }
        return new GlobalOptions(
                settings, given.containsKey(PlaceOptions.URL), changes(settings), MetricsTargets.of(settings), words);
    }

    /** Null if the libpq variables alone say where the database is. */
    @Nullable
    String url() {
        return settings.text(Setting.URL).orElse(null);
    }

    /** Whoever set it to something else would wait for stack traces that do not come. */
    private static void refuseOtherDebug(Variables variables) {
        variables.text("PGRETYPE_DEBUG").filter(text -> !text.matches("[01]")).ifPresent(text -> {
            throw Variables.bad("PGRETYPE_DEBUG", text, "1 for stack traces, or 0");
        });
    }

    private static Path changes(Settings settings) {
        String text = settings.text(Setting.CHANGES).orElse(DEFAULT_CHANGES);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Java has read the value with the locale's characters, and cannot write it with them.
            throw settings.bad(
                    Setting.CHANGES,
                    text,
                    "a directory with a name in the locale's characters; LC_ALL=C.UTF-8 has all");
        }
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
