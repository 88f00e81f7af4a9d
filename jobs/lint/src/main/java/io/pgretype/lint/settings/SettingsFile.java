package io.pgretype.lint.settings;

import io.pgretype.change.Durations;
import io.pgretype.change.YamlFile;
import io.pgretype.lint.migration.Tool;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code .pgretype.yaml}. */
public final class SettingsFile {

    public static final String NAME = ".pgretype.yaml";

    private static final Set<String> KEYS = Set.of(
            "migrations", "base", "tool", "placeholders", "schema", "postgres", "stats", "statements", "lock-timeout");

    private final YamlFile yaml;

    private SettingsFile(String source) {
        this.yaml = new YamlFile(source, SettingsFile::unusable);
    }

    /**
     * The settings of a directory, those of nobody if it has no such file.
     *
     * @throws ProblemException {@code settings-file-invalid} with file and line
     */
    public static LintSettings of(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return LintSettings.NONE;
        }
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The settings in a text.
     *
     * @param source where it is from, for errors
     * @throws ProblemException {@code settings-file-invalid} with file and line
     */
    public static LintSettings parse(String source, String text) {
        return new SettingsFile(source).read(text);
    }

    private LintSettings read(String text) {
        MappingNode top = yaml.top(text, "write 'migrations: DIRECTORY', or remove the file");
        yaml.refuseUnknownKeys(top, KEYS);
        Integer postgres = yaml.optional(top, "postgres", SettingsFile::major, null);
        return new LintSettings(
                migrations(YamlFile.find(top, "migrations")),
                optional(top, "base", Function.identity()),
                optional(top, "tool", SettingsFile::tool),
                placeholders(YamlFile.find(top, "placeholders")),
                optional(top, "schema", Path::of),
                postgres == null ? OptionalInt.empty() : OptionalInt.of(postgres),
                optional(top, "stats", Path::of),
                optional(top, "statements", Path::of),
                optional(top, "lock-timeout", SettingsFile::timeout));
    }

    private <T> Optional<T> optional(MappingNode node, String key, Function<String, T> read) {
        return Optional.ofNullable(yaml.optional(node, key, read, null));
    }

    /** One directory, or a list of them. */
    private List<Path> migrations(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        List<Node> directories = node instanceof SequenceNode several ? several.getValue() : List.of(node);
        return directories.stream()
                .map(directory -> yaml.scalar(directory, "migrations", Path::of))
                .toList();
    }

    private static Tool tool(String text) {
        return Tool.of(text)
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s"
                        .formatted(
                                text,
                                Arrays.stream(Tool.values()).map(Tool::key).collect(Collectors.joining(", ")))));
    }

    private Map<String, String> placeholders(@Nullable Node node) {
        Map<String, String> placeholders = new HashMap<>();
        if (node != null) {
            for (NodeTuple tuple : yaml.mapping(node, "placeholders").getValue()) {
                String name = yaml.scalar(tuple.getKeyNode(), "a placeholder's name", Function.identity());
                String value = yaml.scalar(tuple.getValueNode(), "placeholder " + name, Function.identity());
                if (placeholders.put(name, value) != null) {
                    throw yaml.invalid(
                            tuple.getKeyNode(),
                            "placeholder %s is given twice".formatted(name),
                            "remove one of the two");
                }
            }
        }
        return placeholders;
    }

    /**
     * A major version as it is written on a command line, too.
     *
     * @throws IllegalArgumentException with the form to write
     */
    public static int major(String text) {
        if (!text.matches("1[4-9]|2\\d")) {
            throw new IllegalArgumentException("'%s' is no major version from 14 on, such as 18".formatted(text));
        }
        return Integer.parseInt(text);
    }

    /** None is what the setting is for. */
    private static Duration timeout(String text) {
        Duration timeout = Durations.parse(text);
        if (timeout.isZero()) {
            throw new IllegalArgumentException("'%s' is no timeout; without one, leave the key out".formatted(text));
        }
        return timeout;
    }

    private static ProblemException unusable(String place, String observed, String next) {
        return new ProblemException(new Problem(
                ProblemCode.SETTINGS_FILE_INVALID,
                "The settings file %s cannot be used.".formatted(place),
                observed,
                Problem.NOTHING_CHANGED,
                next));
    }
}
