package io.pgretype.ledger;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A change as the ledger knows it.
 *
 * @param definition the change file's text at expand
 * @param swapped the oids of the tables that are swapped already, while others are not
 */
public record LedgerEntry(
        String change,
        Phase phase,
        Instant phaseSince,
        String definition,
        List<TableUnderChange> tables,
        Set<Long> swapped) {

    public LedgerEntry {
        tables = List.copyOf(tables);
        swapped = Set.copyOf(swapped);
    }

    /** Which of a table's columns the application writes. */
    public Direction direction(TableUnderChange table) {
        return phase == Phase.CUT_OVER || swapped.contains(table.oid()) ? Direction.REVERSE : Direction.FORWARD;
    }

    /** Those tables of which it writes the new columns, or the old ones. */
    public List<TableUnderChange> tables(Direction direction) {
        return tables.stream().filter(table -> direction(table) == direction).toList();
    }
}
