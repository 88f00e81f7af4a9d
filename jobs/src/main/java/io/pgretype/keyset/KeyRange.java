package io.pgretype.keyset;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A contiguous part of a table.
 *
 * @param after the key it begins behind, null for the table's beginning
 * @param upTo its last key, included
 */
public record KeyRange(@Nullable Key after, Key upTo) {

    private static final String AFTER = "after";
    private static final String UP_TO = "upTo";

    /** As a partition's execution context keeps it. */
    ExecutionContext asContext() {
        ExecutionContext context = new ExecutionContext();
        if (after != null) {
            context.put(AFTER, List.copyOf(after.values()));
        }
        context.put(UP_TO, List.copyOf(upTo.values()));
        return context;
    }

    static KeyRange of(ExecutionContext context) {
        return new KeyRange(key(context, AFTER), Objects.requireNonNull(key(context, UP_TO)));
    }

    @SuppressWarnings("unchecked")
    static @Nullable Key key(ExecutionContext context, String name) {
        List<String> values = (List<String>) context.get(name);
        return values == null ? null : new Key(values);
    }
}
