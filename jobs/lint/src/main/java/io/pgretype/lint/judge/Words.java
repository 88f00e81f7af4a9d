package io.pgretype.lint.judge;

import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How tables and locks are named in findings. */
final class Words {

    private static final int NAMES = 6;

    private Words() {}

    /** {@code public.a, public.b and 3 more}. */
    static String names(Collection<Relation> relations) {
        return list(relations.stream().map(relation -> relation.name().sql()).toList());
    }

    static List<Long> oids(Collection<Relation> relations) {
        return relations.stream().map(Relation::oid).toList();
    }

    static String list(List<String> names) {
        List<String> different = names.stream().distinct().toList();
        String shown = different.stream().limit(NAMES).collect(Collectors.joining(", "));
        return different.size() > NAMES ? shown + " and %d more".formatted(different.size() - NAMES) : shown;
    }

    /** {@code holds ACCESS EXCLUSIVE on public.a}: nobody reads, or nobody writes. */
    static String lock(Step step, Relation relation) {
        return step.locksOn(relation.oid()).stream()
                .filter(Lock::blocksWrites)
                .findFirst()
                .map(lock ->
                        "%s on %s".formatted(lock.inWords(), relation.name().sql()))
                .orElse("no lock on " + relation.name().sql());
    }

    static boolean blocksReads(Step step, Relation relation) {
        return step.locksOn(relation.oid()).stream().anyMatch(Lock::blocksReads);
    }

    static String whoWaits(Step step, Relation relation) {
        return blocksReads(step, relation) ? "reads and writes" : "writes";
    }
}
