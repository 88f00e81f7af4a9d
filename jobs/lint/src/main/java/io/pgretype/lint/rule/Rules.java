package io.pgretype.lint.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All rules, read once from {@code rules/*.yaml}; {@code rules/index.yaml} names them in the order of the documentation. */
public final class Rules {

    private static final Map<String, Rule> ALL = read();

    private Rules() {}

    public static List<Rule> all() {
        return List.copyOf(ALL.values());
    }

    /** @throws IllegalArgumentException if there is none; the ids that the judge uses are there */
    public static Rule of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id));
    }

    public static Optional<Rule> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    private static Map<String, Rule> read() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        if (load("index") instanceof List<?> ids) {
            ids.forEach(id -> rules.put(id.toString(), rule(id.toString())));
        }
        return rules;
    }

    private static Rule rule(String id) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (load(id) instanceof Map<?, ?> read) {
            read.forEach((key, value) -> keys.put(key.toString(), value.toString()));
        }
        return new Rule(
                id,
                Rule.Kind.valueOf(key(id, keys, "kind").toUpperCase(Locale.ROOT)),
                key(id, keys, "title"),
                key(id, keys, "condition"),
                key(id, keys, "consequence"),
                key(id, keys, "way-out"),
                keys.getOrDefault("setup", ""),
                keys.getOrDefault("bad", ""),
                keys.getOrDefault("good", ""),
                keys.getOrDefault("running", ""));
    }

    private static String key(String id, Map<String, String> keys, String key) {
        String value = keys.get(key);
        if (value == null) {
            throw new IllegalStateException("rule %s has no %s".formatted(id, key));
        }
        return value.strip();
    }

    private static Object load(String name) {
        try (InputStream file = Rules.class.getResourceAsStream("rules/" + name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("no rules/" + name + ".yaml");
            }
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
