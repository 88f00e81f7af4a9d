package io.pgretype.lint.stats;

import io.pgretype.change.QualifiedName;
import io.pgretype.change.YamlFile;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Statistics as YAML: small enough to be looked through before it leaves production, and to be kept beside migrations. */
public final class StatisticsFile {

    private static final String HEAD = """
            # Sizes of tables and indexes, without data, for: pgretype lint --stats FILE
            # Written by: pgretype stats --out FILE
            """;

    private static final Set<String> KEYS = Set.of("server", "taken", "tables", "indexes", "not-analyzed");

    private final YamlFile yaml;

    private StatisticsFile(String source) {
        this.yaml = new YamlFile(source, StatisticsFile::unusable);
    }

    public static String text(Statistics statistics) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("server: %s\ntaken: %s\n".formatted(quoted(statistics.server()), quoted(statistics.taken() + "")));
        sizes(text, "tables", statistics.tables());
        sizes(text, "indexes", statistics.indexes());
        if (!statistics.notAnalyzed().isEmpty()) {
            text.append("# Taken for large, until they are analyzed.\nnot-analyzed:\n");
            statistics.notAnalyzed().forEach(name -> text.append("- %s\n".formatted(quoted(name.sql()))));
        }
        return text.toString();
    }

    private static void sizes(StringBuilder text, String key, Map<QualifiedName, Size> sizes) {
        text.append(key).append(sizes.isEmpty() ? ": {}\n" : ":\n");
        sizes.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().sql()))
                .forEach(entry -> text.append("  %s: {rows: %d, bytes: %d}\n"
                        .formatted(
                                quoted(entry.getKey().sql()),
                                entry.getValue().rows(),
                                entry.getValue().bytes())));
    }

    /** Names may hold anything but a zero byte. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').appendCodePoint(letter);
            } else if (Character.isISOControl(letter)) {
                quoted.append("\\u%04x".formatted(letter));
            } else {
                quoted.appendCodePoint(letter);
            }
        });
        return quoted.append('"').toString();
    }

    /** @throws ProblemException {@code production-file-invalid}, with file and line, or if it cannot be read */
    public static Statistics read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw unusable(file.toString(), "it cannot be read: " + e, "./pgretype stats --out FILE writes one.");
        }
    }

    /**
     * Statistics in a text.
     *
     * @param source where it is from, for errors
     * @throws ProblemException {@code production-file-invalid}
     */
    public static Statistics parse(String source, String text) {
        return new StatisticsFile(source).read(text);
    }

    private Statistics read(String text) {
        MappingNode top = yaml.top(text, "./pgretype stats --out FILE writes one");
        yaml.refuseUnknownKeys(top, KEYS);
        return new Statistics(
                yaml.scalar(yaml.required(top, "server"), "server", Function.identity()),
                yaml.scalar(yaml.required(top, "taken"), "taken", StatisticsFile::instant),
                sizes(yaml.required(top, "tables"), "tables"),
                sizes(YamlFile.find(top, "indexes"), "indexes"),
                names(YamlFile.find(top, "not-analyzed")));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'%s' is no time such as 2026-01-31T12:00:00Z".formatted(text), e);
        }
    }

    private Map<QualifiedName, Size> sizes(@Nullable Node node, String what) {
        Map<QualifiedName, Size> sizes = new HashMap<>();
        if (node != null) {
            for (NodeTuple tuple : yaml.mapping(node, what).getValue()) {
                QualifiedName name = yaml.scalar(tuple.getKeyNode(), "a name", QualifiedName::parse);
                MappingNode size = yaml.mapping(tuple.getValueNode(), name.sql());
                yaml.refuseUnknownKeys(size, Set.of("rows", "bytes"));
                sizes.put(name, new Size(number(size, "rows"), number(size, "bytes")));
            }
        }
        return sizes;
    }

    private long number(MappingNode size, String key) {
        return yaml.scalar(yaml.required(size, key), key, text -> {
            if (!text.matches("\\d{1,18}")) {
                throw new IllegalArgumentException("'%s' is no number from 0 on".formatted(text));
            }
            return Long.parseLong(text);
        });
    }

    private List<QualifiedName> names(@Nullable Node node) {
        if (!(node instanceof SequenceNode several)) {
            return List.of();
        }
        return several.getValue().stream()
                .map(name -> yaml.scalar(name, "a name", QualifiedName::parse))
                .toList();
    }

    private static ProblemException unusable(String place, String observed, String next) {
        return new ProblemException(new Problem(
                ProblemCode.PRODUCTION_FILE_INVALID,
                "The file %s cannot be used.".formatted(place),
                observed,
                Problem.NOTHING_CHANGED,
                next));
    }
}
