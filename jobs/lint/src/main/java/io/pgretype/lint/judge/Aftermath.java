package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import java.util.ArrayList;
import java.util.List;

/** What fails for want of what an earlier statement, which failed, would have made is said with that one. */
final class Aftermath {

    private static final String RULE = "migration-fails";

    /** A table, a column, a function, a schema or something else is not there. */
    private static final List<String> MISSING =
            List.of("ERROR 42P01:", "ERROR 42703:", "ERROR 42883:", "ERROR 42704:", "ERROR 3F000:");

    private Aftermath() {}

    /** @param findings in the order in which their statements ran */
    static List<Finding> joined(List<Finding> findings) {
        List<Finding> left = new ArrayList<>();
        List<String> after = new ArrayList<>();
        int first = -1;
        for (Finding finding : findings) {
            if (!finding.rule().id().equals(RULE)) {
                left.add(finding);
            } else if (first < 0) {
                first = left.size();
                left.add(finding);
            } else if (MISSING.stream().anyMatch(finding.observed()::startsWith)) {
                after.add("%s:%d".formatted(finding.file(), finding.line()));
            } else {
                left.add(finding);
            }
        }
        if (!after.isEmpty()) {
            left.set(first, with(left.get(first), after));
        }
        return List.copyOf(left);
    }

    private static Finding with(Finding finding, List<String> after) {
        return new Finding(
                finding.rule(),
                finding.file(),
                finding.line(),
                finding.statement(),
                "%s; after it failed, for want of something: %s".formatted(finding.observed(), Words.list(after)),
                finding.consequence(),
                finding.wayOut(),
                finding.changeFile());
    }
}
