package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is looked for in a migration that was run. */
interface Check {

    Stream<Finding> in(Trace trace);

    /** What one transaction does wrong for one and the same reason is said once, at the first statement. */
    static Stream<Finding> oncePerTransaction(Trace trace, Function<Step, Optional<Finding>> found) {
        Set<Integer> told = new HashSet<>();
        return trace.steps().stream()
                .flatMap(step -> found.apply(step).stream().filter(finding -> told.add(step.transaction())));
    }
}
