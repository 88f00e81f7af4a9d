package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.script.Allowance;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes out what comments allow, and finds comments that allow nothing, or say no reason. */
final class Allowances {

    private final Trace trace;
    private final Set<Allowance> used = new HashSet<>();

    Allowances(Trace trace) {
        this.trace = trace;
    }

    List<Finding> applied(List<Finding> findings) {
        List<Finding> left = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Allowance> allowance = allowance(finding);
            allowance.ifPresent(used::add);
            if (allowance.isEmpty()) {
                left.add(finding);
            }
        }
        for (Step step : trace.steps()) {
            for (Allowance allowance : step.statement().allowances()) {
                if (allowance.reason().isBlank()) {
                    left.add(finding("allowance-without-reason", step, allowance, "no reason is given"));
                } else if (!used.contains(allowance)) {
                    left.add(finding(
                            "allowance-unused",
                            step,
                            allowance,
                            Rules.find(allowance.rule()).isPresent()
                                    ? "the next statement does nothing that it allows"
                                    : "there is no such rule"));
                }
            }
        }
        return left;
    }

    /** One without a reason allows nothing. */
    private Optional<Allowance> allowance(Finding finding) {
        return trace.steps().stream()
                .filter(step -> step.statement().line() == finding.line()
                        && step.statement().sql().equals(finding.statement()))
                .flatMap(step -> step.statement().allowances().stream())
                .filter(allowance -> allowance.rule().equals(finding.rule().id())
                        && !allowance.reason().isBlank())
                .findFirst();
    }

    private Finding finding(String rule, Step step, Allowance allowance, String observed) {
        Finding of = Report.of(rule, "allow %s: %s".formatted(allowance.rule(), observed))
                .wayOut(
                        rule.equals("allowance-unused")
                                ? "Take the comment out."
                                : "-- pgretype: allow %s because …".formatted(allowance.rule()))
                .at(trace, step);
        return new Finding(
                of.rule(),
                of.file(),
                allowance.line(),
                of.statement(),
                of.observed(),
                of.consequence(),
                of.wayOut(),
                of.changeFile());
    }
}
