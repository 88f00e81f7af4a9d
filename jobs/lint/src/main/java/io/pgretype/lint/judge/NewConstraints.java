package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Constraint;
import io.pgretype.lint.state.Index;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.stream.Stream;

/**
 * A constraint on columns that the running release writes. One that was added NOT VALID, or on an index that was there, was
 * made in steps, by someone who has looked; it can go as fast as it came.
 */
final class NewConstraints implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> step.after().catalog().constraints().stream()
                .filter(constraint -> isNew(trace, step, constraint))
                .filter(constraint -> trace.after().constraint(constraint.oid()).isPresent())
                .limit(1)
                .map(constraint -> report(step.after().catalog(), constraint).at(trace, step)));
    }

    private static boolean isNew(Trace trace, Step step, Constraint constraint) {
        Catalog before = step.before().catalog();
        Catalog existing = trace.existing();
        return constraint.validated()
                && constraint.parent() == 0
                && before.constraint(constraint.oid())
                        .filter(Constraint::enforced)
                        .isEmpty()
                && (constraint.isForeignKey()
                        || before.index(constraint.index()).isEmpty())
                && isOfExisting(existing, constraint)
                && isInForce(step.after().catalog(), constraint)
                && !isDetached(step, constraint)
                && existing.constraints().stream().noneMatch(constraint::asks)
                && existing.indexes().stream().noneMatch(index -> isUnique(index, constraint));
    }

    /** Nothing looks at the rows of a foreign table, and the key of ONLY a partitioned table has no index yet. */
    private static boolean isInForce(Catalog after, Constraint constraint) {
        return after.relation(constraint.table())
                        .filter(table -> table.kind() == 'f')
                        .isEmpty()
                && (constraint.isForeignKey()
                        || after.index(constraint.index())
                                .filter(index -> !index.valid())
                                .isEmpty());
    }

    /** No two rows have the same values in some of the key's columns already. */
    private static boolean isUnique(Index index, Constraint constraint) {
        return constraint.isUnique()
                && index.table() == constraint.table()
                && index.unique()
                && index.valid()
                && !index.partial()
                && constraint.columns().containsAll(index.columns());
    }

    /** DETACH CONCURRENTLY keeps the partition's bound as a CHECK. */
    private static boolean isDetached(Step step, Constraint constraint) {
        return parent(step.before().catalog(), constraint)
                != parent(step.after().catalog(), constraint);
    }

    private static long parent(Catalog catalog, Constraint constraint) {
        return catalog.relation(constraint.table()).map(Relation::parent).orElse(0L);
    }

    private static boolean isOfExisting(Catalog existing, Constraint constraint) {
        if (constraint.domain() != 0) {
            return existing.objects("type").stream().anyMatch(type -> type.oid() == constraint.domain());
        }
        return existing.has(constraint.table())
                && constraint.columns().stream()
                        .anyMatch(number -> existing.column(constraint.table(), number) != null);
    }

    private static Report report(Catalog after, Constraint constraint) {
        String on = after.relation(constraint.table())
                .map(table -> table.name().sql())
                .orElse("a domain");
        Report report = Report.of(
                "constraint-added",
                "%s of %s refuses what could be written: %s"
                        .formatted(constraint.name().sql(), on, constraint.definition()));
        return constraint.isCheck() || constraint.isForeignKey()
                ? report.wayOut("""
                        After the release that keeps to it:
                        alter %1$s %2$s add constraint %3$s %4$s not valid;
                        alter %1$s %2$s validate constraint %3$s;""".formatted(
                                constraint.domain() == 0 ? "table" : "domain",
                                on,
                                constraint.name().sql(),
                                constraint.definition()))
                : report;
    }
}
