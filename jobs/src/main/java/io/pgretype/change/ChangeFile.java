package io.pgretype.change;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

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
                            "window-rows",
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

    /** The other stands for a missing line. */
    private static final Set<Filling.OtherTriggers> DECIDED =
            EnumSet.complementOf(EnumSet.of(Filling.OtherTriggers.UNDECIDED));

    /** A scheduler's runs may work at any hour. */
    private static final String ALWAYS = "always";

    /** What PostgreSQL takes for maintenance_work_mem. */
    private static final long LEAST_INDEX_MEMORY = 1L << 20;

    private static final long MOST_INDEX_MEMORY = 1L << 40;
    private static final int MOST_INDEX_WORKERS = 64;

    private final String name;
    private final YamlFile yaml;

    /**
     * @param name the change's name
     * @param source where the text is from, for errors
     */
    ChangeFile(String name, String source) {
        this.name = name;
        this.yaml = new YamlFile(source, ChangeFile::unusable);
    }

    /** @throws ProblemException {@code change-file-invalid} with file and line */
    Change parse(String text) {
        MappingNode top = yaml.top(text, "write 'table:' and 'columns:' as migrations/changes/README.md shows");
        yaml.refuseUnknownKeys(top, TOP_KEYS);
        return new Change(name, tables(top), settings(top), text);
    }

    private static ProblemException unusable(String place, String observed, String next) {
        return new ProblemException(new Problem(
                ProblemCode.CHANGE_FILE_INVALID,
                "The change file %s cannot be used.".formatted(place),
                observed,
                Problem.NOTHING_CHANGED,
                next));
    }

    /** Either one table with its columns, or several, each with its own. */
    private List<TableChange> tables(MappingNode top) {
        Node several = YamlFile.find(top, "tables");
        if (several == null) {
            QualifiedName table = yaml.scalar(yaml.required(top, "table"), "table", QualifiedName::parse);
            return List.of(new TableChange(table, moves(yaml.required(top, "columns"))));
        }
        for (String key : List.of("table", "columns")) {
            Node beside = YamlFile.find(top, key);
            if (beside != null) {
                throw yaml.invalid(beside, "'%s:' beside 'tables:'".formatted(key), "write all tables under 'tables:'");
            }
        }
        List<TableChange> tables = new ArrayList<>();
        for (NodeTuple tuple : yaml.mapping(several, "tables").getValue()) {
            QualifiedName table = yaml.scalar(tuple.getKeyNode(), "a table's name", QualifiedName::parse);
            if (tables.stream().anyMatch(other -> other.table().equals(table))) {
                throw yaml.invalid(
                        tuple.getKeyNode(), "table %s is given twice".formatted(table), "remove one of the two");
            }
            tables.add(new TableChange(table, moves(tuple.getValueNode())));
        }
        if (tables.isEmpty()) {
            throw yaml.invalid(several, "no tables", "name at least one table with its columns");
        }
        return tables;
    }

    private List<Move> moves(Node columns) {
        List<Move> moves = new ArrayList<>();
        for (NodeTuple tuple : yaml.mapping(columns, "columns").getValue()) {
            Identifier column = yaml.scalar(tuple.getKeyNode(), "a column's name", Identifier::parse);
            MappingNode settings = yaml.mapping(tuple.getValueNode(), "column " + column);
            yaml.refuseUnknownKeys(settings, COLUMN_KEYS);
            if (moves.stream().anyMatch(move -> move.column().equals(column))) {
                throw yaml.invalid(
                        tuple.getKeyNode(), "column %s is given twice".formatted(column), "remove one of the two");
            }
            moves.add(new Move(
                    column,
                    yaml.scalar(yaml.required(settings, "type"), "type", Function.identity()),
                    yaml.optional(settings, "convert", Function.identity(), null),
                    yaml.optional(settings, "convert-back", Function.identity(), null)));
        }
        if (moves.isEmpty()) {
            throw yaml.invalid(columns, "no columns", "name at least one column with its new type");
        }
        return moves;
    }

    private Settings settings(MappingNode top) {
        Settings defaults = Settings.DEFAULTS;
        Node limitsNode = YamlFile.find(top, "limits");
        MappingNode limits = limitsNode == null ? top : yaml.mapping(limitsNode, "limits");
        if (limitsNode != null) {
            yaml.refuseUnknownKeys(limits, LIMIT_KEYS);
        }
        return new Settings(
                orElse(yaml.optional(top, "soak", Durations::parse, null), defaults.soak()),
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
                reviewed(top),
                orElse(yaml.optional(top, "window", ChangeFile::workingHours, null), defaults.window()));
    }

    private Set<Review> reviewed(MappingNode top) {
        return Arrays.stream(Review.values())
                .filter(review -> yaml.optional(top, review.key(), review::parse, null) != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Filling filling(MappingNode top) {
        Filling defaults = Filling.DEFAULTS;
        return new Filling(
                orElse(choice(top, "order", Filling.Order.class), defaults.order()),
                orElse(choice(top, "triggers", Filling.OtherTriggers.class, DECIDED), defaults.triggers()),
                orElse(choice(top, "autovacuum", Filling.Autovacuum.class), defaults.autovacuum()),
                numberOrAuto(top, "window-rows", ChangeFile::windowRows));
    }

    private Limits limits(MappingNode node) {
        Map<Limit, OptionalLong> set = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            OptionalLong value = yaml.optional(node, limit.key(), limit::parse, null);
            if (value != null) {
                set.put(limit, value);
            }
        }
        return new Limits(set);
    }

    private <E extends Enum<E>> @Nullable E choice(MappingNode node, String key, Class<E> type) {
        return choice(node, key, type, EnumSet.allOf(type));
    }

    /** @param proposed where the text is none of the type */
    private <E extends Enum<E>> @Nullable E choice(MappingNode node, String key, Class<E> type, Set<E> proposed) {
        return yaml.optional(node, key, text -> constant(type, proposed, text), null);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Set<E> proposed, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'%s' is none of %s"
                .formatted(
                        text,
                        proposed.stream()
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** A number that may be left to us, or to the server. */
    private OptionalLong numberOrAuto(MappingNode node, String key, ToLongFunction<String> read) {
        return orElse(
                yaml.optional(
                        node,
                        key,
                        text -> text.equals(AUTO) ? OptionalLong.empty() : OptionalLong.of(read.applyAsLong(text)),
                        null),
                OptionalLong.empty());
    }

    private static Optional<WorkingHours> workingHours(String text) {
        return text.equals(ALWAYS) ? Optional.empty() : Optional.of(WorkingHours.parse(text));
    }

    private static long windowRows(String text) {
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
        return yaml.optional(node, key, Durations::parse, null);
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value != null ? value : fallback;
    }
}
