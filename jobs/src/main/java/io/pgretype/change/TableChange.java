package io.pgretype.change;

import java.util.List;

/** What a change does to one table: all its moves share one mirror and one pass of the backfill. */
public record TableChange(QualifiedName table, List<Move> moves) {

    public TableChange {
        moves = List.copyOf(moves);
        if (moves.isEmpty()) {
            throw new IllegalArgumentException("a table without columns to change: " + table);
        }
    }
}
