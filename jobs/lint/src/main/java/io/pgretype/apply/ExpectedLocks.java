package io.pgretype.apply;

import io.pgretype.lint.script.Statement;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The strong locks that statements took on a scratch server. */
final class ExpectedLocks {

    /** By statement; two may have the same words and the same line. */
    private final IdentityHashMap<Statement, List<ExpectedLock>> byStatement = new IdentityHashMap<>();

    /** Nothing is known. */
    static ExpectedLocks none() {
        return new ExpectedLocks();
    }

    static ExpectedLocks of(List<Trace> traces) {
        ExpectedLocks locks = new ExpectedLocks();
        traces.forEach(trace -> trace.steps().forEach(step -> locks.add(trace, step)));
        return locks;
    }

    private void add(Trace trace, Step step) {
        List<ExpectedLock> strong = new ArrayList<>();
        for (Lock lock : step.newLocks()) {
            if (lock.blocksWrites() && trace.isExisting(lock.relation())) {
                step.before()
                        .catalog()
                        .relation(lock.relation())
                        .map(relation -> lock(relation, lock))
                        .ifPresent(strong::add);
            }
        }
        byStatement.put(step.statement(), List.copyOf(strong));
    }

    private static ExpectedLock lock(Relation relation, Lock lock) {
        return new ExpectedLock(relation.name(), lock.inWords(), relation.kind() == 'r' || relation.kind() == 'p');
    }

    /** Empty where nothing is known of it. */
    Optional<List<ExpectedLock>> of(Statement statement) {
        return Optional.ofNullable(byStatement.get(statement));
    }

    /** What was seen to hold up nobody may take as long as it likes. */
    Part judged(Part part) {
        boolean weak = part.statements().stream()
                .allMatch(statement -> of(statement).filter(List::isEmpty).isPresent());
        boolean strong = part.statements().stream()
                .anyMatch(statement ->
                        of(statement).filter(locks -> !locks.isEmpty()).isPresent());
        return switch (part.way()) {
            case SHORT -> weak ? part.in(Way.LONG) : part;
            case LONG -> strong ? part.in(Way.SHORT) : part;
            case OUTSIDE, OUTSIDE_SHORT -> part;
        };
    }
}
