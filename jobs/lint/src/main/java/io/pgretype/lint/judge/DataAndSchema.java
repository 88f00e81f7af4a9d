package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Query;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of an existing table are changed in the transaction that holds a lock on one. */
final class DataAndSchema implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return Check.oncePerTransaction(trace, step -> of(trace, step));
    }

    private static Optional<Finding> of(Trace trace, Step step) {
        Optional<Relation> written = written(trace, step);
        if (written.isPresent()) {
            List<Relation> held = HeldLocks.held(trace, step);
            List<Relation> locked = held.isEmpty() ? LocksWithoutTimeout.strong(trace, step) : held;
            return locked.stream()
                    .findFirst()
                    .map(table -> finding(
                            trace,
                            step,
                            "rows of %s were changed while the transaction held %s"
                                    .formatted(written.get().name().sql(), Words.lock(step, table))));
        }
        List<Relation> locked = LocksWithoutTimeout.strong(trace, step);
        return trace.earlier(step).stream()
                .flatMap(earlier -> written(trace, earlier).stream())
                .findFirst()
                .filter(rows -> !locked.isEmpty())
                .map(rows -> finding(
                        trace,
                        step,
                        "%s was asked for while the transaction held the changed rows of %s"
                                .formatted(
                                        Words.lock(step, locked.get(0)),
                                        rows.name().sql())));
    }

    private static Finding finding(Trace trace, Step step, String observed) {
        return Report.of("data-and-schema-together", observed)
                .wayOut("commit;  -- before this statement; or a migration of its own for the rows\n%s;"
                        .formatted(step.statement().sql()))
                .at(trace, step);
    }

    /** INSERT of given rows is short; one that reads an existing table may not be. */
    private static Optional<Relation> written(Trace trace, Step step) {
        return step.queries().stream()
                .filter(query -> trace.isExisting(query.target()))
                .filter(query -> trace.mayBeLarge(query.target())
                        || query.sources().stream().anyMatch(trace::mayBeLarge))
                .filter(query -> query.kind() != Query.Kind.SELECT)
                .filter(query -> query.kind() != Query.Kind.INSERT
                        || query.sources().stream().anyMatch(trace::isExisting))
                .flatMap(query -> step.before().catalog().relation(query.target()).stream())
                .findFirst();
    }
}
