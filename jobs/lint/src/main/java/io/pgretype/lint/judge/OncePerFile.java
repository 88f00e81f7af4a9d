package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with each statement for one and the same reason is said once, at the first. */
final class OncePerFile {

    private OncePerFile() {}

    static List<Finding> of(List<Finding> findings, String rule) {
        List<Finding> same = findings.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
        if (same.size() < 2) {
            return findings;
        }
        Finding first = same.get(0);
        String lines = same.stream()
                .skip(1)
                .map(finding -> Integer.toString(finding.line()))
                .distinct()
                .collect(Collectors.joining(", "));
        List<Finding> left = new ArrayList<>(findings);
        left.removeAll(same);
        left.add(new Finding(
                first.rule(),
                first.file(),
                first.line(),
                first.statement(),
                first.observed() + "; so it is for line " + lines,
                first.consequence(),
                first.wayOut(),
                first.changeFile()));
        return left;
    }
}
