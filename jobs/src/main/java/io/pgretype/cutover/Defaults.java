package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
import io.pgretype.problem.Problem;
import io.pgretype.twin.CarriedDefault;
import io.pgretype.twin.DefaultReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns' defaults, which stay with the name that the application writes. */
final class Defaults {

    private final Ledger ledger;
    private final DefaultReader reader;
    private final String change;
    private final Part part;
    private final TableUnderChange table;

    Defaults(Ledger ledger, String change, Part part) {
        this.ledger = ledger;
        this.reader = new DefaultReader(ledger.database());
        this.change = change;
        this.part = part;
        this.table = part.table();
    }

    /**
     * Those of the columns that the application writes until the swap. Takes some milliseconds: to be called before the lock
     * is asked for; the table's fingerprint tells whether they are the same under it.
     */
    List<CarriedDefault> read(Direction until) {
        return until == Direction.FORWARD
                ? reader.forward(table)
                : reader.backward(table, ledger.retiredDefaults().of(change, table));
    }

    Optional<Problem> problem(Direction until) {
        return DefaultReader.problem(table, read(until));
    }

    /** In the swap's transaction, for the way back. */
    void keep(List<CarriedDefault> defaults) {
        Map<Identifier, String> before =
                defaults.stream().collect(Collectors.toMap(one -> one.column().column(), CarriedDefault::before));
        ledger.retiredDefaults().keep(change, table, before);
    }

    /** Takes them from the columns, before the names are swapped. */
    List<String> take(List<CarriedDefault> defaults) {
        return defaults.stream().map(one -> alter(one, "drop default")).toList();
    }

    /** Gives them to the columns that have the names after it. */
    List<String> give(List<CarriedDefault> defaults) {
        return defaults.stream()
                .map(one -> alter(one, "set default " + one.after()))
                .toList();
    }

    private String alter(CarriedDefault carried, String action) {
        // A partition may have a default of its own, or none.
        return "alter table %s%s alter column %s %s"
                .formatted(
                        part.isOfMany() ? "only " : "",
                        table.name().sql(),
                        carried.column().column().sql(),
                        action);
    }
}
