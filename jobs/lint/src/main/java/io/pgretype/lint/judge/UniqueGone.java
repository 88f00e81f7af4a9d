package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Index;
import io.pgretype.lint.state.Relation;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** ON CONFLICT of the running release names columns for which there is no unique index any more. */
final class UniqueGone implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        return old.indexes().stream()
                .filter(index -> index.unique() && index.valid())
                .filter(index -> !index.columns().contains(0) && !index.partial())
                .filter(index ->
                        old.relation(index.table()).filter(Relation::isTable).isPresent())
                .filter(index -> now.has(index.table()))
                .filter(index -> index.columns().stream().allMatch(number -> now.column(index.table(), number) != null))
                .filter(index -> now.indexes().stream().noneMatch(other -> replaces(index, other)))
                .map(index -> change(old, index));
    }

    private static boolean replaces(Index index, Index other) {
        Set<Integer> columns = new HashSet<>(index.columns());
        return other.table() == index.table()
                && other.unique()
                && other.valid()
                && !other.partial()
                && columns.equals(new HashSet<>(other.columns()));
    }

    private static Change change(Catalog old, Index index) {
        Relation table = old.relation(index.table()).orElseThrow();
        String columns = old.list(index.table(), index.columns());
        return Change.of(
                Report.of(
                                "unique-dropped",
                                "no unique index of %s (%s) is left"
                                        .formatted(table.name().sql(), columns))
                        .wayOut("After the release that does without it; until then, to replace it, first:\n"
                                + "create unique index concurrently on %s (%s);"
                                        .formatted(table.name().sql(), columns)),
                table.name().sql() + " " + columns);
    }
}
