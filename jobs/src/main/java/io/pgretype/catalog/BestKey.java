package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;

/**
 * Chooses the key by which a table is walked: its primary key; without one, the smallest of the others. One that moves must
 * be a key with its new types too: until the swap the table is walked by the old values, after it by the new ones.
 */
final class BestKey {

    private final Database database;
    private final PlainStatement plain;
    private final WalkableKeys keys;

    BestKey(Database database) {
        this.database = database;
        this.plain = new PlainStatement(database);
        this.keys = new WalkableKeys(database.jdbc());
    }

    /** Empty where the table has none. Not to be called in a transaction. */
    Optional<KeyColumns> of(long table, List<ColumnChange> moves) {
        return keys.uniqueIndexes(table).stream()
                .filter(UniqueIndex::isWalkable)
                .filter(index -> isWalkableAfterTheSwap(index, moves))
                .findFirst()
                .map(index -> new KeyColumns(index.columns()));
    }

    private boolean isWalkableAfterTheSwap(UniqueIndex index, List<ColumnChange> moves) {
        List<Identifier> moved = moves.stream().map(ColumnChange::column).toList();
        return !index.hasAny(moved)
                || isKey(index.columns().stream()
                        .map(column -> typeAfterTheSwap(column, moves))
                        .toList());
    }

    private static String typeAfterTheSwap(KeyColumn column, List<ColumnChange> moves) {
        return moves.stream()
                .filter(move -> move.column().equals(column.name()))
                .findFirst()
                .map(ColumnChange::newType)
                .orElse(column.type());
    }

    /** Whether a table of such columns, which is rolled back, could be walked by them. */
    private boolean isKey(List<String> types) {
        try {
            return database.rolledBack(() -> {
                plain.run("create temporary table %s (%s, primary key (%s))"
                        .formatted(EmptyCopy.NAME.name().sql(), columns(types, " %s"), columns(types, "")));
                return keys.uniqueIndexes(EmptyCopy.oid(database.jdbc())).stream()
                        .allMatch(UniqueIndex::isWalkable);
            });
        } catch (DataAccessException e) {
            // The type has no order: no key of it can be made, as harden would find out too.
            return false;
        }
    }

    private static String columns(List<String> types, String type) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> "k" + i + type.formatted(types.get(i)))
                .collect(Collectors.joining(", "));
    }
}
