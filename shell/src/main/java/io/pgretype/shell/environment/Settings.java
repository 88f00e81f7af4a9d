package io.pgretype.shell.environment;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings in force: the file's, before them the environment's, before those the command line's. */
public final class Settings {

    /** Looked at elsewhere. */
    private static final Set<String> OTHER_VARIABLES = Set.of(ConfigurationFile.VARIABLE, "PGRETYPE_DEBUG");

    /** Kubernetes sets such ones for a service that is called pgretype, or begins so; a port is a URL there. */
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "PGRETYPE_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)=.*|PORT(_\\d+_(TCP|UDP|SCTP))?=\\w+://.*|PORT_\\d+_\\w+=.*)");

    private final Map<Setting, Given> given;

    private Settings(Map<Setting, Given> given) {
        this.given = given;
    }

    /**
     * The file's settings and the environment's; an empty variable counts as unset.
     *
     * @throws ProblemException {@code configuration-invalid} also for a variable that looks like a setting and is none
     */
    public static Settings of(Map<String, String> environment) {
        var variables = new Variables(environment);
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        given.putAll(ConfigurationFile.read(variables));
        environment.forEach((name, text) -> Setting.ofVariable(name)
                .ifPresentOrElse(
                        setting -> variables.text(name).ifPresent(set -> given.put(setting, new Given(set, name))),
                        () -> refuseMistyped(name, text)));
        return new Settings(given);
    }

    private static void refuseMistyped(String name, String text) {
        if (!name.startsWith("PGRETYPE_")
                || OTHER_VARIABLES.contains(name)
                || OF_A_SERVICE.matcher(name + "=" + text).matches()) {
            return;
        }
        throw new ProblemException(new Problem(
                ProblemCode.CONFIGURATION_INVALID,
                "The variable %s is no setting.".formatted(name),
                "it is set in the environment, and nothing would read it",
                Problem.NOTHING_CHANGED,
                "Unset it. The settings are %s.".formatted(Setting.allVariables())));
    }

    /** The same, with a value from the command line. */
    public Settings with(Setting setting, String option, String text) {
        Map<Setting, Given> more = new EnumMap<>(Setting.class);
        more.putAll(given);
        more.put(setting, new Given(text, option));
        return new Settings(more);
    }

    public Optional<String> text(Setting setting) {
        return Optional.ofNullable(given.get(setting)).map(Given::text);
    }

    /** @throws ProblemException {@code bad-command-line} if it is set and no port */
    public OptionalInt port(Setting setting) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                Variables.portOf(text.get()).orElseThrow(() -> bad(setting, text.get(), Variables.A_PORT)));
    }

    /** Where the value is from: an option, a variable, file and line, or {@code default}. */
    public String origin(Setting setting) {
        @Nullable Given value = given.get(setting);
        return value == null ? "default" : value.origin();
    }

    /**
     * What is said of a value that cannot be used.
     *
     * @param shown the value, or what of it may be shown
     * @param takes what the setting takes, in a few words
     */
    public ProblemException bad(Setting setting, String shown, String takes) {
        String origin = origin(setting);
        if (origin.equals(setting.variable())) {
            return Variables.bad(origin, shown, takes);
        }
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The setting '%s' cannot be used.".formatted(setting.key()),
                "it is '%s' (%s), and takes %s".formatted(shown, origin, takes),
                Problem.NOTHING_CHANGED,
                "Correct it in %s.".formatted(origin)));
    }

    /** Without the values: one of them may hold a password. */
    @Override
    public String toString() {
        return "Settings" + given.keySet();
    }
}
