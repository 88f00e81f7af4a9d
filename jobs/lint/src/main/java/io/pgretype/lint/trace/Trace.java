package io.pgretype.lint.trace;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.state.Catalog;
import java.util.List;
import java.util.Optional;

/**
 * A migration that was run.
 *
 * @param existing what was there before the first of those that are judged: what the running release and its data have
 * @param leftOpen it began a transaction that it did not end
 * @param commitError of the COMMIT that the tool adds
 */
public record Trace(
        Migration migration, Catalog existing, List<Step> steps, boolean leftOpen, Optional<Message> commitError) {

    /** A table whose rows may be many: it was there before. */
    public boolean isExisting(long relation) {
        return existing.has(relation);
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
