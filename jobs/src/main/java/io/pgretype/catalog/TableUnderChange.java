package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table with all that is done to it, as found when the change was expanded; the ledger keeps it.
 *
 * @param oid the table's pg_class.oid: the name may be given to another table meanwhile
 * @param key the key by which it is walked, with its types before cutover: see {@link #key(Direction)}
 * @param number its place among the change's tables, from 0; ledgers of earlier releases have none, and one table a change
 */
public record TableUnderChange(long oid, QualifiedName name, KeyColumns key, List<ColumnChange> columns, int number) {

    public TableUnderChange {
        columns = List.copyOf(columns);
    }

    /**
     * The key by which it is walked, over the names of the columns that the application writes in that direction: by its old
     * values until the swap, and by its new ones after it, which may be more than the old type holds.
     */
    public KeyColumns key(Direction direction) {
        return direction == Direction.FORWARD
                ? key
                : new KeyColumns(key.columns().stream().map(this::moved).toList());
    }

    /** Whether the key by which it is walked has a column that moves. */
    public boolean keyMoves() {
        return !key.equals(key(Direction.REVERSE));
    }

    private KeyColumn moved(KeyColumn column) {
        return columns.stream()
                .filter(move -> move.column().equals(column.name()))
                .findFirst()
                .map(move -> new KeyColumn(column.name(), move.newTypeAlone()))
                .orElse(column);
    }

    public static List<QualifiedName> names(List<TableUnderChange> tables) {
        return tables.stream().map(TableUnderChange::name).toList();
    }

    /** The same change on one of the table's partitions. */
    public TableUnderChange ofPartition(long partition, QualifiedName itsName) {
        return new TableUnderChange(partition, itsName, key, columns, number);
    }

    /** As a change file would declare it, with every expression spelled out. */
    public TableChange declared() {
        return new TableChange(
                name,
                columns.stream()
                        .map(column -> new Move(
                                column.column(),
                                column.newType(),
                                column.convert().alone(),
                                column.convertBack().alone()))
                        .toList());
    }

    /** A name that each of the change's tables needs one of: the first has it as it is, the second with {@code ~2}. */
    public String numbered(String name) {
        return number == 0 ? name : "%s~%d".formatted(name, number + 1);
    }

    /** The names that the change gives to columns beside the table's own. */
    public List<Identifier> helperColumns() {
        return columns.stream()
                .flatMap(column -> Stream.of(column.newColumn(), column.oldColumn()))
                .toList();
    }

    /**
     * The statement that adds the new columns: nullable and without default, so that it is a catalog change and what is not
     * yet filled shows as NULL. ACCESS EXCLUSIVE.
     */
    public String addColumns() {
        String added = columns.stream()
                .map(column -> "add column %s %s".formatted(column.newColumn().sql(), column.newType()))
                .collect(Collectors.joining(",\n  "));
        return "alter table %s\n  %s".formatted(name.sql(), added);
    }

    /** The statements that give each new column its old one's name. ACCESS EXCLUSIVE, as all renames and drops here. */
    public List<String> renamesAtCutover() {
        return columns.stream()
                .flatMap(column -> Stream.of(
                        rename(column.column(), column.oldColumn()), rename(column.newColumn(), column.column())))
                .toList();
    }

    /** The statements that take it back. */
    public List<String> renamesAtRollback() {
        return columns.stream()
                .flatMap(column -> Stream.of(
                        rename(column.column(), column.newColumn()), rename(column.oldColumn(), column.column())))
                .toList();
    }

    /** The statements that drop columns of those names, if they are there. */
    public List<String> drops(List<Identifier> doomed) {
        return doomed.stream()
                .map(column -> "alter table %s drop column if exists %s".formatted(name.sql(), column.sql()))
                .toList();
    }

    private String rename(Identifier from, Identifier to) {
        return "alter table %s rename column %s to %s".formatted(name.sql(), from.sql(), to.sql());
    }

    /** The condition that any of the columns of the row known as {@code alias} is a mismatch. */
    public String differs(Direction direction, String alias) {
        return columns.stream()
                .map(column -> column.differs(direction, alias))
                .collect(Collectors.joining("\n    or "));
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
