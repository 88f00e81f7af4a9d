package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A column as it is.
 *
 * @param type as {@code format_type} prints it
 * @param generated whether PostgreSQL computes it, stored or virtual
 * @param collation as SQL, null where it is the type's own
 */
record OldColumn(
        Identifier name,
        String type,
        boolean notNull,
        boolean generated,
        @Nullable String collation) {}
