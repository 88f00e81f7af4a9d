package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
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
                complaint(allowance, step.statement().sql()).ifPresent(left::add);
            }
        }
        for (Allowance allowance : trace.migration().leftover()) {
            complaint(allowance, "").ifPresent(left::add);
        }
        return left;
    }

    /** One of ours without a reason allows nothing; comments of other tools give none. */
    private static boolean counts(Allowance allowance) {
        return allowance.origin() != Allowance.Origin.PGRETYPE
                || !allowance.reason().isBlank();
    }

    private Optional<Allowance> allowance(Finding finding) {
        return trace.steps().stream()
                .filter(step -> step.statement().line() == finding.line()
                        && step.statement().sql().equals(finding.statement()))
                .flatMap(step -> step.statement().allowances().stream())
                .filter(allowance -> allowance.covers(finding.rule().id()) && counts(allowance))
                .findFirst();
    }

    /** Of ours a reason is asked for, and that they are of use; of those of other tools neither. */
    private Optional<Finding> complaint(Allowance allowance, String statement) {
        if (allowance.origin() != Allowance.Origin.PGRETYPE) {
            return Optional.empty();
        }
        String id = allowance.rule();
        if (!counts(allowance)) {
            return Optional.of(finding(
                    "allowance-without-reason",
                    allowance,
                    statement,
                    "no reason is given",
                    "-- pgretype: allow %s because …".formatted(id)));
        }
        if (used.contains(allowance)) {
            return Optional.empty();
        }
        String observed = Rules.find(id).isEmpty()
                ? "there is no such rule"
                : statement.isEmpty()
                        ? "no statement comes after it"
                        : "the next statement does nothing that it allows";
        return Optional.of(finding("allowance-unused", allowance, statement, observed, "Take the comment out."));
    }

    private Finding finding(String id, Allowance allowance, String statement, String observed, String wayOut) {
        Rule rule = Rules.of(id);
        return new Finding(
                rule,
                trace.migration().file(),
                allowance.line(),
                statement,
                "allow %s: %s".formatted(allowance.rule(), observed),
                rule.consequence(),
                wayOut,
                Optional.empty());
    }
}
