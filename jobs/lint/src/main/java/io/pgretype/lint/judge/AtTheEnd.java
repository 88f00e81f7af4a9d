package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is different when the migration has ended, each at the statement since which it is so. What one statement takes away
 * and another gives back is no finding.
 */
final class AtTheEnd implements Check {

    private final List<Difference> differences;

    AtTheEnd(List<Difference> differences) {
        this.differences = differences;
    }

    @Override
    public Stream<Finding> in(Trace trace) {
        List<Step> steps = trace.steps();
        Map<String, Report> left = changes(trace, trace.after());
        changes(trace, trace.before()).keySet().forEach(left::remove);
        Map<Integer, List<Report>> byStep = new LinkedHashMap<>();
        for (int i = steps.size() - 1; i >= 0 && !left.isEmpty(); i--) {
            Step step = steps.get(i);
            Map<String, Report> earlier = changes(trace, step.before().catalog());
            List<Report> since = new ArrayList<>();
            left.forEach((key, report) -> {
                if (!earlier.containsKey(key)) {
                    since.add(report);
                }
            });
            left.keySet().retainAll(earlier.keySet());
            byStep.put(i, since);
        }
        return byStep.entrySet().stream().flatMap(entry -> together(entry.getValue())
                .map(report -> report.at(trace, steps.get(entry.getKey()))));
    }

    private Map<String, Report> changes(Trace trace, Catalog now) {
        return differences.stream()
                .flatMap(difference -> difference.between(trace.existing(), now))
                .collect(Collectors.toMap(
                        Difference.Change::key,
                        Difference.Change::report,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    /** One finding for all that one statement did against one rule. */
    private static Stream<Report> together(List<Report> reports) {
        return reports.stream()
                .collect(Collectors.groupingBy(Report::rule, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(AtTheEnd::one);
    }

    private static Report one(List<Report> reports) {
        return new Report(
                reports.get(0).rule(),
                Words.list(reports.stream().map(Report::observed).toList()),
                reports.get(0).consequence(),
                reports.stream().map(Report::wayOut).distinct().limit(6).collect(Collectors.joining("\n")),
                reports.stream()
                        .map(Report::changeFile)
                        .flatMap(Optional::stream)
                        .findFirst());
    }
}
