package io.pgretype.shell.environment;

import io.pgretype.change.YamlFile;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The operator's {@code config.yaml}: one line a {@link Setting}. It belongs to the user, never to the working directory: what
 * lies in a checkout must not say where a command connects.
 */
final class ConfigurationFile {

    static final String VARIABLE = "PGRETYPE_CONFIG";

    private ConfigurationFile() {}

    /**
     * What the file says; nothing if no variable names one and there is none in the usual place.
     *
     * @throws ProblemException {@code configuration-invalid}
     */
    static Map<Setting, Given> read(Variables variables) {
        Optional<String> named = variables.text(VARIABLE);
        Optional<Path> file = named.map(ConfigurationFile::path).or(() -> usual(variables));
        if (file.isEmpty() || (named.isEmpty() && !Files.isRegularFile(file.get()))) {
            return Map.of();
        }
        return read(file.get());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Variables.bad(VARIABLE, text, "a file's path");
        }
    }

    private static Optional<Path> usual(Variables variables) {
        return variables
                .baseDirectory("XDG_CONFIG_HOME", ".config")
                .map(directory -> directory.resolve("pgretype/config.yaml"));
    }

    private static Map<Setting, Given> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw invalid(
                    file.toString(),
                    "it cannot be read",
                    "write that file, or let %s name another".formatted(VARIABLE));
        }
        if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return Map.of();
        }
        var yaml = new YamlFile(file.toString(), ConfigurationFile::invalid);
        MappingNode top = yaml.top(text, "write 'key: value' lines");
        yaml.refuseUnknownKeys(
                top, Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toSet()));
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Node value = YamlFile.find(top, setting.key());
            if (value != null) {
                given.put(
                        setting,
                        new Given(
                                yaml.scalar(value, setting.key(), Function.identity()),
                                "%s:%d".formatted(file, value.getStartMark().getLine() + 1)));
            }
        }
        return given;
    }

    private static ProblemException invalid(String place, String observed, String next) {
        return new ProblemException(new Problem(
                ProblemCode.CONFIGURATION_INVALID,
                "The configuration file cannot be used.",
                "%s: %s".formatted(place, observed),
                Problem.NOTHING_CHANGED,
                "In %s, %s.".formatted(place, next)));
    }
}
