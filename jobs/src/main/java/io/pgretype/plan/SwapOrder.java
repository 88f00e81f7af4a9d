package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Ledger;
import io.pgretype.reference.References;
import io.pgretype.reference.SwapGroup;
import io.pgretype.reference.SwapGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which tables are swapped together, and what each of these transactions locks. */
final class SwapOrder {

    private final Ledger ledger;

    SwapOrder(Ledger ledger) {
        this.ledger = ledger;
    }

    /** None of a change of one table that nothing ties to others. */
    List<String> lines(List<TableUnderChange> tables) {
        List<SwapGroup> groups = new SwapGroups(ledger)
                .of(tables, References.of(tables, ledger.database().jdbc()));
        List<String> lines = new ArrayList<>();
        if (groups.size() == 1) {
            List<QualifiedName> locked = groups.get(0).locked();
            if (locked.size() > 1) {
                lines.add("cutover swaps all tables in one transaction, which locks %d: %s"
                        .formatted(locked.size(), names(locked)));
            }
        } else {
            lines.add("cutover swaps in %d transactions, in this order:".formatted(groups.size()));
            groups.forEach(group -> lines.add("  - %s, which locks %s".formatted(group.text(), names(group.locked()))));
        }
        return lines;
    }

    private static String names(List<QualifiedName> tables) {
        return tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
    }
}
