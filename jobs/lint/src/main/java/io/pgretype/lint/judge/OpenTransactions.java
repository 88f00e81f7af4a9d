package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.stream.Stream;

/** A BEGIN without an end. */
final class OpenTransactions implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        if (!trace.leftOpen()) {
            return Stream.empty();
        }
        List<Step> steps = trace.steps();
        Step last = steps.get(steps.size() - 1);
        Step begin = steps.stream()
                .filter(step -> step.transaction() == last.transaction())
                .findFirst()
                .orElse(last);
        return Stream.of(Report.of("transaction-left-open", "the file ends inside the transaction that begins here")
                .wayOut("commit;  -- after line %d".formatted(last.statement().line()))
                .at(trace, begin));
    }
}
