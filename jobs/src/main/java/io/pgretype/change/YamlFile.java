package io.pgretype.change;

import io.pgretype.problem.ProblemException;
import java.io.StringReader;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What people write in a YAML file, read strictly: whatever is wrong becomes one error with file and line. */
public final class YamlFile {

    private final String source;
    private final Complaint complaint;

    /**
     * A file to be read.
     *
     * @param source where the text is from, for errors
     * @param complaint says that the file cannot be used
     */
    public YamlFile(String source, Complaint complaint) {
        this.source = source;
        this.complaint = complaint;
    }

    /** What is thrown where a file cannot be used. */
    @FunctionalInterface
    public interface Complaint {

        /**
         * @param place file and line
         * @param observed what is there
         * @param next what to write instead
         */
        ProblemException of(String place, String observed, String next);
    }

    /**
     * The file's keys.
     *
     * @param ifEmpty what to write into a file that holds nothing
     */
    public MappingNode top(String text, String ifEmpty) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw invalidAt(null, "the file is empty", ifEmpty);
            }
            return mapping(root, "the file");
        } catch (MarkedYAMLException e) {
            throw invalidAt(e.getProblemMark(), "not YAML: " + e.getProblem(), "correct the line");
        }
    }

    public MappingNode mapping(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw invalid(node, what + " must be a mapping of keys to values", "write 'key: value' lines, indented alike");
    }

    /** @param read may throw IllegalArgumentException with the form to write */
    public <T> T scalar(Node node, String what, Function<String, T> read) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw invalid(node, what + " must be a single value", "write one value");
        }
        try {
            return read.apply(scalar.getValue().strip());
        } catch (IllegalArgumentException e) {
            throw invalid(node, "%s: %s".formatted(what, e.getMessage()), "write a value of that form");
        }
    }

    public Node required(MappingNode node, String key) {
        Node value = find(node, key);
        if (value == null) {
            throw invalid(node, "'%s:' is missing".formatted(key), "add a line '%s: …'".formatted(key));
        }
        return value;
    }

    public <T> @Nullable T optional(MappingNode node, String key, Function<String, T> read, @Nullable T fallback) {
        Node value = find(node, key);
        return value == null ? fallback : scalar(value, key, read);
    }

    public static @Nullable Node find(MappingNode node, String key) {
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    public void refuseUnknownKeys(MappingNode node, Set<String> known) {
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

    public ProblemException invalid(Node node, String observed, String next) {
        return invalidAt(node.getStartMark(), observed, next);
    }

    private ProblemException invalidAt(@Nullable Mark mark, String observed, String next) {
        String place = mark == null ? source : source + ":" + (mark.getLine() + 1);
        return complaint.of(place, observed, next);
    }
}
