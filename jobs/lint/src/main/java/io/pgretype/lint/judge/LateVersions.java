package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.trace.Trace;
import java.util.stream.Stream;

/** A migration whose tool has run a higher version where the branch begins. */
final class LateVersions implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.migration().ranBefore().stream()
                .flatMap(ran -> trace.steps().stream().limit(1).map(step -> Report.of(
                                "migration-out-of-order", "%s is in the base branch already".formatted(ran))
                        .at(trace, step)));
    }
}
