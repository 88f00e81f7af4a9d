package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique index of a table, by which it might be walked.
 *
 * @param obstacle why the table cannot be walked by it, for people; null if it can
 * @param columns its key columns, in its order; expressions left out
 */
public record UniqueIndex(QualifiedName name, @Nullable String obstacle, List<KeyColumn> columns) {

    public UniqueIndex {
        columns = List.copyOf(columns);
    }

    public boolean isWalkable() {
        return obstacle == null;
    }

    public boolean hasAny(List<Identifier> names) {
        return columns.stream().anyMatch(column -> names.contains(column.name()));
    }
}
