package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;

/**
 * A view or materialized view that is to take the place of another one in a swap.
 *
 * @param view whose place it takes
 * @param key what its name and those of its indexes have in common, and nobody else could have hit on
 * @param recipe a hash of what it is to take the place of, which columns that is bound to, and all statements that make it
 */
public record ViewTwin(QualifiedName view, boolean materialized, String key, String recipe) {

    public ViewTwin withKey(String other) {
        return new ViewTwin(view, materialized, other, recipe);
    }

    /** Its name until the swap. */
    public QualifiedName name() {
        return nameOf(view, 0);
    }

    /**
     * The name until the swap of what it has.
     *
     * @param number 0 is the twin itself
     */
    public QualifiedName nameOf(QualifiedName original, int number) {
        return with(original, "new", number);
    }

    /** The name that the original has for as long as the twin is being made. */
    public QualifiedName asideOf(QualifiedName original, int number) {
        return with(original, "was", number);
    }

    private QualifiedName with(QualifiedName original, String word, int number) {
        Identifier name = original.name().withSuffix("_%s_%s_%d".formatted(word, key, number));
        return original.sibling(name);
    }

    /** The statement that drops it, with its indexes. */
    public String drop() {
        return "drop %s if exists %s".formatted(materialized ? "materialized view" : "view", name().sql());
    }
}
