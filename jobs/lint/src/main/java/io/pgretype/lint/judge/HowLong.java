package io.pgretype.lint.judge;

import io.pgretype.change.QualifiedName;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Index;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.stats.Rates;
import io.pgretype.lint.stats.Size;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A sentence about what is done to all rows of some tables, after a space; empty where the size of one of them is not known.
 */
record HowLong(Trace trace, List<Relation> tables) {

    static HowLong of(Trace trace, Collection<Index> indexes) {
        return new HowLong(
                trace,
                indexes.stream()
                        .map(Index::table)
                        .distinct()
                        .flatMap(table -> trace.existing().relation(table).stream())
                        .toList());
    }

    String read() {
        return sentence(size().map(Rates::read));
    }

    /** @param indexes how many of them, of all these tables together */
    String built(int indexes) {
        int each = Math.max(1, indexes / Math.max(1, tables.size()));
        return sentence(
                size().map(size -> Rates.read(size).plus(Rates.built(size).multipliedBy(each))));
    }

    /** With the indexes that the tables have before the step. */
    String rewritten(Step step) {
        return sentence(size().map(size -> Rates.rewritten(size).plus(indexes(step))));
    }

    private Duration indexes(Step step) {
        Catalog before = step.before().catalog();
        return before.indexes().stream()
                .filter(index -> Words.oids(tables).contains(index.table()))
                .map(index -> again(before, index))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration again(Catalog before, Index index) {
        Optional<QualifiedName> name = before.relation(index.oid()).map(Relation::name);
        return name.flatMap(trace.production()::index)
                .map(Rates::builtAgain)
                .or(() -> trace.size(index.table()).map(Rates::built))
                .orElse(Duration.ZERO);
    }

    private Optional<Size> size() {
        List<Optional<Size>> sizes =
                Words.oids(tables).stream().map(trace::size).toList();
        return sizes.isEmpty() || sizes.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : sizes.stream().flatMap(Optional::stream).reduce(Size::plus);
    }

    private String sentence(Optional<Duration> time) {
        return time.map(of -> " That is about %s for the %s there were when statistics were taken."
                        .formatted(Rates.words(of), size().map(Size::text).orElse("")))
                .orElse("");
    }
}
