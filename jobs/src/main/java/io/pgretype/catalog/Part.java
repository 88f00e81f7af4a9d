package io.pgretype.catalog;

/**
 * One of the relations of which a table consists: the table itself, or one of its partitions.
 *
 * @param whole the table that the change names
 * @param table the change as it is on this relation
 * @param holdsRows false of a relation that is itself partitioned
 */
public record Part(TableUnderChange whole, TableUnderChange table, boolean holdsRows) {

    public boolean isPartition() {
        return table.oid() != whole.oid();
    }

    /** Whether the table is partitioned, so that there are others. */
    public boolean isOfMany() {
        return isPartition() || !holdsRows;
    }

    /** A name of which each relation with rows needs one of: those of the table itself have it as it is. */
    public String named(String name) {
        return table.numbered(isPartition() ? "part%d-%s".formatted(table.oid(), name) : name);
    }
}
