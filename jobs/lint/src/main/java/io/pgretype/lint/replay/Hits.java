package io.pgretype.lint.replay;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one migration did to statements: a finding for each rule and statement of the migration, however many it hit. */
final class Hits {

    private static final int SHOWN = 6;

    private final Trace trace;
    private final Map<Place, List<String>> hits = new LinkedHashMap<>();

    private record Place(String rule, Optional<Step> step) {}

    Hits(Trace trace) {
        this.trace = trace;
    }

    void add(String rule, Running statement, String observed) {
        hits.computeIfAbsent(new Place(rule, cause(statement)), place -> new ArrayList<>())
                .add("%s: %s".formatted(statement.inWords(), observed));
    }

    /**
     * The server says what is missing, not which statement took it: the first that locked something that the running
     * statement names, so that others wait; else the first that changed the catalog.
     */
    private Optional<Step> cause(Running statement) {
        String text = statement.sql().toLowerCase(Locale.ROOT);
        List<Step> changing = trace.steps().stream()
                .filter(step -> !step.before().catalog().isSameAs(step.after().catalog()))
                .toList();
        return changing.stream()
                .filter(step -> changed(step)
                        .anyMatch(relation ->
                                text.contains(relation.name().name().name().toLowerCase(Locale.ROOT))))
                .findFirst()
                .or(() -> changing.stream().findFirst());
    }

    private static Stream<Relation> changed(Step step) {
        return step.newLocks().stream()
                .filter(lock -> lock.blocksWrites())
                .flatMap(lock -> step.before().catalog().relation(lock.relation()).stream());
    }

    List<Finding> findings() {
        return hits.entrySet().stream()
                .map(hit -> finding(hit.getKey(), hit.getValue()))
                .toList();
    }

    private Finding finding(Place place, List<String> observed) {
        Rule rule = Rules.of(place.rule);
        String more = observed.size() > SHOWN ? ";%nand %d more".formatted(observed.size() - SHOWN) : "";
        String text = String.join(";\n", observed.subList(0, Math.min(SHOWN, observed.size()))) + more;
        return new Finding(
                rule,
                trace.migration().file(),
                place.step.map(step -> step.statement().line()).orElse(1),
                place.step.map(step -> step.statement().sql()).orElse(""),
                text,
                rule.consequence(),
                rule.wayOut(),
                Optional.empty());
    }
}
