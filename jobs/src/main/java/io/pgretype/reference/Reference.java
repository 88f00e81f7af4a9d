package io.pgretype.reference;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKey.Pair;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.twin.Twin;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key with a moved column at either end.
 *
 * @param original as it was before cutover
 * @param referencing the table that references, null where none of its columns move
 * @param referenced the table that is referenced, null where none of its columns move
 * @param remadeKey whether the key that it references is one that the swap would have to make again
 */
public record Reference(
        ForeignKey original,
        @Nullable TableUnderChange referencing,
        @Nullable TableUnderChange referenced,
        boolean remadeKey) {

    static Reference of(ForeignKey original, List<TableUnderChange> tables, RemadeKeys remade) {
        return new Reference(
                original,
                table(original.referencing().oid(), tables),
                table(original.referenced().oid(), tables),
                remade.isReferencedBy(original));
    }

    private static @Nullable TableUnderChange table(long oid, List<TableUnderChange> tables) {
        return tables.stream().filter(table -> table.oid() == oid).findFirst().orElse(null);
    }

    boolean isTouched() {
        return movesReferencing() || movesReferenced();
    }

    private boolean movesReferenced() {
        return original.columns().stream()
                .anyMatch(pair -> move(referenced, pair.referenced()).isPresent());
    }

    /** Whether it cannot be handed over before the table that it references is swapped, nor after. */
    boolean isBoundToReferenced() {
        return remadeKey && movesReferenced();
    }

    /** Whether a column moves that references, so that a mirror writes it. */
    private boolean movesReferencing() {
        return original.columns().stream()
                .anyMatch(pair -> move(referencing, pair.referencing()).isPresent());
    }

    /** The columns that reference that one and do not move, each with it. */
    List<Pair> staying(TableUnderChange table, ColumnChange column) {
        return original.columns().stream()
                .filter(pair -> original.referenced().oid() == table.oid()
                        && pair.referenced().equals(column.column())
                        && move(referencing, pair.referencing()).isEmpty())
                .toList();
    }

    /** Whether a column references one that moves, and has not the type that this one gets. */
    boolean staysBehind(ForeignKeys types) {
        return original.columns().stream()
                .anyMatch(pair -> move(referencing, pair.referencing()).isEmpty()
                        && move(referenced, pair.referenced())
                                .filter(move -> !types.hasType(
                                        original.referencing().oid(), pair.referencing(), move.newTypeAlone()))
                                .isPresent());
    }

    /**
     * Whether its twin is made by the swap and validated after it. SET NULL, SET DEFAULT and ON UPDATE CASCADE write the
     * column that they are tied to, and the mirror takes that back on a column that the application does not write yet. Of a
     * key that the swap makes again there is nothing to reference before.
     */
    public boolean isMadeBySwap() {
        return (movesReferencing() && original.writesColumns()) || isBoundToReferenced();
    }

    /**
     * Its twin before cutover, under a name of its own. SET CONSTRAINTS does not know that name, so where the original may
     * wait for the end of the transaction, the twin does.
     */
    public ForeignKey twin() {
        return original.between(
                        Twin.twinName(original.name()),
                        newColumn(referencing, Direction.FORWARD),
                        newColumn(referenced, Direction.FORWARD))
                .deferred(original.deferral().latest());
    }

    /** What takes the original's place: between the new columns, as they are called then. */
    public ForeignKey successor(Direction ofReferencing, Direction ofReferenced) {
        return original.between(
                original.name(), newColumn(referencing, ofReferencing), newColumn(referenced, ofReferenced));
    }

    /** The original between the old columns, as they are called then. */
    public ForeignKey predecessor(Direction ofReferencing, Direction ofReferenced) {
        return original.between(
                original.name(), oldColumn(referencing, ofReferencing), oldColumn(referenced, ofReferenced));
    }

    private static Function<Identifier, Identifier> newColumn(@Nullable TableUnderChange table, Direction direction) {
        return named(table, direction, ColumnChange::newName);
    }

    private static Function<Identifier, Identifier> oldColumn(@Nullable TableUnderChange table, Direction direction) {
        return named(table, direction, ColumnChange::oldName);
    }

    private static Function<Identifier, Identifier> named(
            @Nullable TableUnderChange table,
            Direction direction,
            BiFunction<ColumnChange, Direction, Identifier> name) {
        return column ->
                move(table, column).map(move -> name.apply(move, direction)).orElse(column);
    }

    private static Optional<ColumnChange> move(@Nullable TableUnderChange table, Identifier column) {
        return table == null
                ? Optional.empty()
                : table.columns().stream()
                        .filter(move -> move.column().equals(column))
                        .findFirst();
    }
}
