package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Index;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Trace;
import java.util.stream.Stream;

/** An index that costs each write and serves no read: CONCURRENTLY failed half-way. */
final class InvalidIndexes implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> step.after().catalog().indexes().stream()
                .filter(index -> !index.valid())
                .filter(index -> step.before()
                        .catalog()
                        .index(index.oid())
                        .filter(old -> !old.valid())
                        .isEmpty())
                .filter(index -> trace.after()
                        .index(index.oid())
                        .filter(left -> !left.valid())
                        .isPresent())
                .flatMap(index -> step.after().catalog().relation(index.oid()).stream()
                        .filter(relation -> relation.kind() == 'i')
                        .map(relation -> report(relation, index).at(trace, step))));
    }

    private static Report report(Relation relation, Index index) {
        return Report.of(
                        "invalid-index-left",
                        "%s is there and not valid".formatted(relation.name().sql()))
                .wayOut("drop index concurrently %s;\n%s"
                        .formatted(relation.name().sql(), IndexBuilds.concurrently(index.definition())));
    }
}
