package io.pgretype.lint.trace;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.stats.Size;
import io.pgretype.lint.stats.Statistics;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A migration that was run.
 *
 * @param existing what was there before the first of those that are judged: what the running release and its data have
 * @param production how large what exists is where it will run
 * @param leftOpen it began a transaction that it did not end
 * @param commitError of the COMMIT that the tool adds
 */
public record Trace(
        Migration migration,
        Catalog existing,
        Statistics production,
        List<Step> steps,
        boolean leftOpen,
        Optional<Message> commitError) {

    /** The running release knows it: it was there before. */
    public boolean isExisting(long relation) {
        return existing.has(relation);
    }

    /** Its rows may be many: it was there before, and nothing says that it is small. */
    public boolean mayBeLarge(long relation) {
        return isExisting(relation) && size(relation).filter(Size::isSmall).isEmpty();
    }

    /** The same of all of them together: many small partitions are a large table. */
    public boolean mayBeLarge(Collection<Long> relations) {
        List<Optional<Size>> sizes =
                relations.stream().distinct().map(this::size).toList();
        return sizes.stream().anyMatch(Optional::isEmpty)
                || !sizes.stream()
                        .flatMap(Optional::stream)
                        .reduce(Size.NOTHING, Size::plus)
                        .isSmall();
    }

    /** In production, where it has the name that it had before the first of the migrations. */
    public Optional<Size> size(long relation) {
        return existing.relation(relation).map(Relation::name).flatMap(production::table);
    }

    public Catalog before() {
        return steps.isEmpty() ? existing : steps.get(0).before().catalog();
    }

    public Catalog after() {
        return steps.isEmpty() ? existing : steps.get(steps.size() - 1).after().catalog();
    }

    /** Those that were in the same transaction before this one. */
    public List<Step> earlier(Step step) {
        return steps.subList(0, steps.indexOf(step)).stream()
                .filter(other -> other.transaction() == step.transaction())
                .toList();
    }
}
