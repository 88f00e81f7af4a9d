package io.pgretype.change;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads the text of a change file. Whatever is wrong in it becomes one error with file and line; nothing is guessed.
 */
final class ChangeFile {

    private static final Set<String> TOP_KEYS = Stream.concat(
                    Stream.of(
                            "table",
                            "columns",
                            "tables",
                            "order",
                            "triggers",
                            "autovacuum",
                            "window",
                            "references",
                            "soak",
                            "limits"),
                    Arrays.stream(Review.values()).map(Review::key))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> COLUMN_KEYS = Set.of("type", "convert", "convert-back");
    private static final Set<String> LIMIT_KEYS = Stream.concat(
                    Stream.of("lock-budget", "lock-deadline", "index-memory", "index-workers", "verified-within"),
                    Arrays.stream(Limit.values()).map(Limit::key))
            .collect(Collectors.toUnmodifiableSet());

    /** Let pgretype or the server choose. */
    private static final String AUTO = "auto";

    /** What PostgreSQL takes for maintenance_work_mem. */
    private static final long LEAST_INDEX_MEMORY = 1L << 20;

    private static final long MOST_INDEX_MEMORY = 1L << 40;
    private static final int MOST_INDEX_WORKERS = 64;

    private final String name;
    private final String source;

    /**
     * @param name the change's name
     * @param source where the text is from, for errors
     */
    ChangeFile(String name, String source) {
        this.name = name;
        this.source = source;
    }

    /** @throws ProblemException {@code change-file-invalid} with file and line */
    Change parse(String text) {
        MappingNode top = mapping(compose(text), "the file");
        refuseUnknownKeys(top, TOP_KEYS);
        return new Change(name, tables(top), settings(top), text);
    }

    /** Either one table with its columns, or several, each with its own. */
    private List<TableChange> tables(MappingNode top) {
        Node several = find(top, "tables");
        if (several == null) {
            QualifiedName table = scalar(required(top, "table"), "table", QualifiedName::parse);
            return List.of(new TableChange(table, moves(required(top, "columns"))));
        }
        for (String key : List.of("table", "columns")) {
            Node beside = find(top, key);
            if (beside != null) {
                throw invalid(beside, "'%s:' beside 'tables:'".formatted(key), "write all tables under 'tables:'");
            }
        }
        List<TableChange> tables = new ArrayList<>();
        for (NodeTuple tuple : mapping(several, "tables").getValue()) {
            QualifiedName table = scalar(tuple.getKeyNode(), "a table's name", QualifiedName::parse);
            if (tables.stream().anyMatch(other -> other.table().equals(table))) {
                throw invalid(tuple.getKeyNode(), "table %s is given twice".formatted(table), "remove one of the two");
            }
            tables.add(new TableChange(table, moves(tuple.getValueNode())));
        }
        if (tables.isEmpty()) {
            throw invalid(several, "no tables", "name at least one table with its columns");
        }
        return tables;
    }

    private Node compose(String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw invalidAt(
                        null,
                        "the file is empty",
                        "write 'table:' and 'columns:' as migrations/changes/README.md shows");
            }
            return root;
        } catch (MarkedYAMLException e) {
            throw invalidAt(e.getProblemMark(), "not YAML: " + e.getProblem(), "correct the line");
        }
    }

    private List<Move> moves(Node columns) {
        List<Move> moves = new ArrayList<>();
        for (NodeTuple tuple : mapping(columns, "columns").getValue()) {
            Identifier column = scalar(tuple.getKeyNode(), "a column's name", Identifier::parse);
            MappingNode settings = mapping(tuple.getValueNode(), "column " + column);
            refuseUnknownKeys(settings, COLUMN_KEYS);
            if (moves.stream().anyMatch(move -> move.column().equals(column))) {
                throw invalid(
                        tuple.getKeyNode(), "column %s is given twice".formatted(column), "remove one of the two");
            }
            moves.add(new Move(
                    column,
                    scalar(required(settings, "type"), "type", Function.identity()),
                    optional(settings, "convert", Function.identity(), null),
                    optional(settings, "convert-back", Function.identity(), null)));
        }
        if (moves.isEmpty()) {
            throw invalid(columns, "no columns", "name at least one column with its new type");
        }
        return moves;
    }

    private Settings settings(MappingNode top) {
        Settings defaults = Settings.DEFAULTS;
        Node limitsNode = find(top, "limits");
        MappingNode limits = limitsNode == null ? top : mapping(limitsNode, "limits");
        if (limitsNode != null) {
            refuseUnknownKeys(limits, LIMIT_KEYS);
        }
        return new Settings(
                orElse(optional(top, "soak", Durations::parse, null), defaults.soak()),
                filling(top),
                new Settings.Locking(
                        orElse(duration(limits, "lock-budget"), defaults.lockBudget()),
                        orElse(duration(limits, "lock-deadline"), defaults.lockDeadline())),
                new Settings.IndexBuild(
                        numberOrAuto(limits, "index-memory", ChangeFile::indexMemory),
                        numberOrAuto(limits, "index-workers", ChangeFile::indexWorkers)),
                orElse(duration(limits, "verified-within"), defaults.verifiedWithin()),
                limits(limits),
                orElse(choice(top, "references", Settings.References.class), defaults.references()),
                reviewed(top));
    }

    private Set<Review> reviewed(MappingNode top) {
        return Arrays.stream(Review.values())
                .filter(review -> optional(top, review.key(), review::parse, null) != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Filling filling(MappingNode top) {
        Filling defaults = Filling.DEFAULTS;
        return new Filling(
                orElse(choice(top, "order", Filling.Order.class), defaults.order()),
                orElse(choice(top, "triggers", Filling.OtherTriggers.class), defaults.triggers()),
                orElse(choice(top, "autovacuum", Filling.Autovacuum.class), defaults.autovacuum()),
                numberOrAuto(top, "window", ChangeFile::window));
    }

    private Limits limits(MappingNode node) {
        Map<Limit, OptionalLong> set = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            OptionalLong value = optional(node, limit.key(), limit::parse, null);
            if (value != null) {
                set.put(limit, value);
            }
        }
        return new Limits(set);
    }

    private <E extends Enum<E>> @Nullable E choice(MappingNode node, String key, Class<E> type) {
        return optional(node, key, text -> constant(type, text), null);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'%s' is none of %s"
                .formatted(
                        text,
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** A number that may be left to us, or to the server. */
    private OptionalLong numberOrAuto(MappingNode node, String key, ToLongFunction<String> read) {
        return orElse(
                optional(
                        node,
                        key,
                        text -> text.equals(AUTO) ? OptionalLong.empty() : OptionalLong.of(read.applyAsLong(text)),
                        null),
                OptionalLong.empty());
    }

    private static long window(String text) {
        long rows = Unit.COUNT.parse(text);
        if (rows < 1_000) {
            throw new IllegalArgumentException("a window has 1000 rows or more");
        }
        return rows;
    }

    private static long indexMemory(String text) {
        long bytes = Unit.BYTES.parse(text);
        if (bytes < LEAST_INDEX_MEMORY || bytes > MOST_INDEX_MEMORY) {
            throw new IllegalArgumentException("index-memory must be 1MB to 1TB, not '%s'".formatted(text));
        }
        return bytes;
    }

    private static long indexWorkers(String text) {
        long workers = Unit.COUNT.parse(text);
        if (workers > MOST_INDEX_WORKERS) {
            throw new IllegalArgumentException("index-workers must be 0 to 64, not '%s'".formatted(text));
        }
        return workers;
    }

    private @Nullable Duration duration(MappingNode node, String key) {
        return optional(node, key, Durations::parse, null);
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value != null ? value : fallback;
    }

    private MappingNode mapping(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw invalid(node, what + " must be a mapping of keys to values", "write 'key: value' lines, indented alike");
    }

    private <T> T scalar(Node node, String what, Function<String, T> read) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw invalid(node, what + " must be a single value", "write one value");
        }
        try {
            return read.apply(scalar.getValue().strip());
        } catch (IllegalArgumentException e) {
            throw invalid(node, "%s: %s".formatted(what, e.getMessage()), "write a value of that form");
        }
    }

    private Node required(MappingNode node, String key) {
        Node value = find(node, key);
        if (value == null) {
            throw invalid(node, "'%s:' is missing".formatted(key), "add a line '%s: …'".formatted(key));
        }
        return value;
    }

    private <T> @Nullable T optional(MappingNode node, String key, Function<String, T> read, @Nullable T fallback) {
        Node value = find(node, key);
        return value == null ? fallback : scalar(value, key, read);
    }

    private static @Nullable Node find(MappingNode node, String key) {
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    private void refuseUnknownKeys(MappingNode node, Set<String> known) {
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key", Function.identity());
            if (!known.contains(key)) {
                throw invalid(
                        tuple.getKeyNode(),
                        "unknown key '%s'".formatted(key),
                        "use one of "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private ProblemException invalid(Node node, String observed, String next) {
        return invalidAt(node.getStartMark(), observed, next);
    }

    private ProblemException invalidAt(@Nullable Mark mark, String observed, String next) {
        String place = mark == null ? source : source + ":" + (mark.getLine() + 1);
        return new ProblemException(new Problem(
                ProblemCode.CHANGE_FILE_INVALID,
                "The change file %s cannot be used.".formatted(place),
                observed,
                Problem.NOTHING_CHANGED,
                next));
    }
}
