package io.pgretype.ledger;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import java.time.Instant;
import java.util.List;

/**
 * A change as the ledger knows it.
 *
 * @param definition the change file's text at expand
 * @param hash its SHA-256
 */
public record LedgerEntry(
        String change, Phase phase, Instant phaseSince, String definition, String hash, List<TableUnderChange> tables) {

    public LedgerEntry {
        tables = List.copyOf(tables);
    }

    public Direction direction() {
        return phase == Phase.CUT_OVER ? Direction.REVERSE : Direction.FORWARD;
    }
}
