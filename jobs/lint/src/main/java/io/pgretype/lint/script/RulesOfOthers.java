package io.pgretype.lint.script;

import io.pgretype.lint.script.Allowance.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** Which of our rules find what the rules of squawk and eugene do: {@code rules-of-others.properties}. */
final class RulesOfOthers {

    private static final String FILE = "rules-of-others.properties";

    private final Properties rules;

    private RulesOfOthers(Properties rules) {
        this.rules = rules;
    }

    static RulesOfOthers read() {
        Properties rules = new Properties();
        try (InputStream in = RulesOfOthers.class.getResourceAsStream(FILE)) {
            rules.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
        return new RulesOfOthers(rules);
    }

    /** A rule of theirs that finds what none of ours does, or that we do not know, allows nothing. */
    List<Allowance> allowances(Origin origin, List<String> theirs, int line) {
        Stream<String> ours = theirs.isEmpty()
                ? Stream.of(Allowance.EVERY_RULE)
                : theirs.stream().flatMap(name -> ours(origin, name)).distinct();
        return ours.map(rule -> new Allowance(rule, "", line, origin)).toList();
    }

    private Stream<String> ours(Origin origin, String name) {
        String key = origin.name().toLowerCase(Locale.ROOT) + '.' + name;
        return Arrays.stream(rules.getProperty(key, "").split(" ")).filter(rule -> !rule.isEmpty());
    }
}
