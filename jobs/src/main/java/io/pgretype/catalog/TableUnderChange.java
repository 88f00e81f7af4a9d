package io.pgretype.catalog;

import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * A table with all that is done to it, as found when the change was expanded; the ledger keeps it.
 *
 * @param oid the table's pg_class.oid: the name may be given to another table meanwhile
 * @param key the key by which it is walked
 */
public record TableUnderChange(long oid, QualifiedName name, KeyColumns key, List<ColumnChange> columns) {

    public TableUnderChange {
        columns = List.copyOf(columns);
    }

    /** The condition that any of the columns of the row known as {@code alias} is a mismatch. */
    public String differs(Direction direction, String alias) {
        return columns.stream()
                .map(column -> column.differs(direction, alias))
                .collect(java.util.stream.Collectors.joining("\n    or "));
    }

    /** Whether a setting of the session might decide what a conversion makes of a value. */
    public boolean dependsOnSettings() {
        return columns.stream().anyMatch(ColumnChange::dependsOnSettings);
    }

    /** Whether no conversion can fail, so that it may stand in a condition that must not. */
    public boolean total() {
        return columns.stream().allMatch(ColumnChange::total);
    }
}
