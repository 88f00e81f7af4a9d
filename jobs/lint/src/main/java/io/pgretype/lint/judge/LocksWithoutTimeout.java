package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.stream.Stream;

/** A lock that blocks others is asked for, with nothing that ends the wait for it. */
final class LocksWithoutTimeout implements Check {

    static final String RULE = "lock-without-timeout";

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().filter(step -> !step.hasLockTimeout()).flatMap(step -> of(trace, step));
    }

    private static Stream<Finding> of(Trace trace, Step step) {
        List<Relation> locked = strong(trace, step);
        if (locked.isEmpty()) {
            return Stream.empty();
        }
        Relation first = locked.get(0);
        return Stream.of(Report.of(
                        RULE,
                        "%s was asked for while lock_timeout is 0"
                                .formatted(
                                        locked.size() == 1
                                                ? Words.lock(step, first)
                                                : "%s (and on %s)"
                                                        .formatted(
                                                                Words.lock(step, first),
                                                                Words.names(locked.subList(1, locked.size())))))
                .consequence(
                        "While a long query or an open transaction holds %s, the statement waits, and all %s that come after it wait too."
                                .formatted(first.name().sql(), Words.whoWaits(step, first)))
                .wayOut("set lock_timeout = '2s';  -- before the statement; and try again when it fails\n%s;"
                        .formatted(step.statement().sql()))
                .at(trace, step));
    }

    /** Existing relations that this statement locked so that others wait. */
    static List<Relation> strong(Trace trace, Step step) {
        return step.newLocks().stream()
                .filter(Lock::blocksWrites)
                .map(Lock::relation)
                .distinct()
                .filter(trace::isExisting)
                .flatMap(oid -> step.before().catalog().relation(oid).stream())
                .filter(relation -> !relation.isIndex())
                .filter(relation -> !relation.isView() || Words.blocksReads(step, relation))
                .sorted(java.util.Comparator.comparing(Relation::oid))
                .toList();
    }
}
