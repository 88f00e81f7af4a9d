package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Constraint;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** A foreign key that writes when its other table's rows go, with no index by which to find the rows. */
final class ForeignKeyIndexes implements Check {

    /** CASCADE, SET NULL, SET DEFAULT. */
    private static final String WRITE = "cnd";

    @Override
    public Stream<Finding> in(Trace trace) {
        Catalog after = trace.after();
        return trace.steps().stream().flatMap(step -> step.after().catalog().constraints().stream()
                .filter(key -> key.isForeignKey() && key.parent() == 0)
                .filter(key -> WRITE.indexOf(key.onDelete()) >= 0)
                .filter(key -> step.before().catalog().constraint(key.oid()).isEmpty())
                .filter(key -> after.constraint(key.oid()).isPresent() && !hasIndex(after, key))
                .limit(1)
                .map(key -> report(after, key).at(trace, step)));
    }

    private static boolean hasIndex(Catalog catalog, Constraint key) {
        int count = key.columns().size();
        return catalog.indexes().stream()
                .filter(index -> index.table() == key.table() && index.columns().size() >= count)
                .map(index -> List.copyOf(index.columns().subList(0, count)))
                .anyMatch(first -> new HashSet<>(first).equals(new HashSet<>(key.columns())));
    }

    private static Report report(Catalog catalog, Constraint key) {
        Relation table = catalog.relation(key.table()).orElseThrow();
        Relation referenced = catalog.relation(key.referenced()).orElse(table);
        String columns = catalog.list(key.table(), key.columns());
        return Report.of(
                        "foreign-key-without-index",
                        "no index of %s begins with %s, the columns of %s"
                                .formatted(
                                        table.name().sql(), columns, key.name().sql()))
                .consequence("Each DELETE of a row of %s reads all of %s, with its row locks held."
                        .formatted(referenced.name().sql(), table.name().sql()))
                .wayOut("create index concurrently on %s (%s);"
                        .formatted(table.name().sql(), columns));
    }
}
