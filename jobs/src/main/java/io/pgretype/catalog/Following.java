package io.pgretype.catalog;

import io.pgretype.catalog.ForeignKey.Pair;
import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings.References;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Adds to a change the columns that come along: those that reference a column that moves, those that reference these, and so
 * on, whatever table and schema they are in. A column that has the new type already stays as it is.
 */
public final class Following {

    private final ForeignKeys foreignKeys;
    private final TableReader tables;

    public Following(Database database) {
        this.foreignKeys = new ForeignKeys(database.jdbc());
        this.tables = new TableReader(database);
    }

    /**
     * A column that comes along.
     *
     * @param because the foreign key for which it does
     */
    public record Follower(QualifiedName table, Identifier column, ForeignKey because) {}

    /**
     * @param change with all tables and columns
     * @param followers those that the change's author did not name
     */
    public record Completed(Change change, List<Follower> followers) {}

    /** The change as it is where its author says {@code references: leave}, or a table is missing. */
    public Change complete(Change change) {
        return completed(change).change();
    }

    public Completed completed(Change change) {
        if (change.settings().references() == References.LEAVE) {
            return new Completed(change, List.of());
        }
        Map<Long, TableChange> known = new LinkedHashMap<>();
        for (TableChange table : change.tables()) {
            Optional<Long> oid = tables.oid(table.table());
            if (oid.isEmpty()) {
                // Preflight says so.
                return new Completed(change, List.of());
            }
            known.put(oid.get(), table);
        }
        List<Follower> followers = new ArrayList<>();
        while (addNext(known, followers)) {
            // Each may have followers of its own.
        }
        return new Completed(change.of(List.copyOf(known.values())), List.copyOf(followers));
    }

    private boolean addNext(Map<Long, TableChange> known, List<Follower> followers) {
        for (ForeignKey key : foreignKeys.of(known.keySet())) {
            for (Pair pair : key.columns()) {
                Optional<Move> leader = move(known.get(key.referenced().oid()), pair.referenced());
                if (leader.isPresent()
                        && move(known.get(key.referencing().oid()), pair.referencing())
                                .isEmpty()
                        && !hasType(key.referencing().oid(), pair.referencing(), leader.get())) {
                    known.merge(
                            key.referencing().oid(),
                            new TableChange(
                                    key.referencing().name(),
                                    List.of(leader.get().like(pair.referencing()))),
                            Following::together);
                    followers.add(new Follower(key.referencing().name(), pair.referencing(), key));
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasType(long table, Identifier column, Move leader) {
        try {
            return foreignKeys.hasType(table, column, leader.type());
        } catch (BadSqlGrammarException | DataIntegrityViolationException e) {
            // No type can be spelled so. Preflight says that of the leader; once is enough.
            return true;
        }
    }

    private static TableChange together(TableChange some, TableChange more) {
        List<Move> moves = new ArrayList<>(some.moves());
        moves.addAll(more.moves());
        return new TableChange(some.table(), moves);
    }

    private static Optional<Move> move(@Nullable TableChange table, Identifier column) {
        return table == null
                ? Optional.empty()
                : table.moves().stream()
                        .filter(move -> move.column().equals(column))
                        .findFirst();
    }
}
