package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Query;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A lock that an earlier statement took is held while another table's is waited for, or while something long is done. */
final class HeldLocks implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return Check.oncePerTransaction(trace, step -> of(trace, step));
    }

    private static Optional<Finding> of(Trace trace, Step step) {
        List<Relation> held = held(trace, step);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Relation table = held.get(0);
        return meanwhile(trace, step, held).map(what -> Report.of(
                        "locks-held-while-waiting", "%s was held while %s".formatted(Words.lock(step, table), what))
                .consequence("All %s of %s wait for that long, and for whoever is in the way of it."
                        .formatted(Words.whoWaits(step, table), Words.names(held)))
                .wayOut("""
                        commit;  -- before this statement: a transaction, or a migration file, for each table
                        set lock_timeout = '2s';
                        %s;""".formatted(step.statement().sql()))
                .at(trace, step));
    }

    /** Existing tables that a statement before this one locked, in the same transaction, so that others wait. */
    static List<Relation> held(Trace trace, Step step) {
        return step.before().locks().stream()
                .filter(Lock::blocksWrites)
                .map(Lock::relation)
                .distinct()
                .filter(trace::isExisting)
                .flatMap(oid -> step.after().catalog().relation(oid).stream())
                .filter(relation -> relation.isTable() || relation.kind() == 'f')
                .sorted(java.util.Comparator.comparing(Relation::oid))
                .toList();
    }

    private static Optional<String> meanwhile(Trace trace, Step step, List<Relation> held) {
        Catalog before = step.before().catalog();
        Set<Long> roots = new HashSet<>();
        held.forEach(relation ->
                roots.add(root(before, before.relation(relation.oid()).orElse(relation))));
        List<Relation> others = LocksWithoutTimeout.strong(trace, step).stream()
                .filter(Relation::isTable)
                .filter(relation -> !roots.contains(root(before, relation)))
                .toList();
        if (!others.isEmpty()) {
            return Optional.of("%s was asked for".formatted(Words.lock(step, others.get(0))));
        }
        return longWork(trace, step)
                .filter(relation -> !roots.contains(root(before, relation)))
                .findFirst()
                .map(relation ->
                        "%s was worked through".formatted(relation.name().sql()));
    }

    private static Stream<Relation> longWork(Trace trace, Step step) {
        Stream<Long> built = step.built().stream().map(index -> index.table());
        Stream<Long> rewritten = step.rewritten().stream().map(Relation::oid);
        Stream<Long> read = step.scans().keySet().stream().filter(table -> !isWritten(step, table));
        return Stream.of(built, rewritten, read)
                .flatMap(oids -> oids)
                .filter(trace::mayBeLarge)
                .flatMap(oid -> step.before().catalog().relation(oid).stream())
                .filter(Relation::isTable);
    }

    /** By UPDATE and its like, or read by them: they are a finding of their own beside a lock. */
    private static boolean isWritten(Step step, long table) {
        return step.queries().stream()
                .anyMatch(query -> query.target() == table
                        || (query.kind() != Query.Kind.SELECT && query.sources().contains(table)));
    }

    /** Partitions are locked with what they are partitions of. */
    private static long root(Catalog before, Relation relation) {
        return before.root(before.relation(relation.oid()).orElse(relation)).oid();
    }
}
