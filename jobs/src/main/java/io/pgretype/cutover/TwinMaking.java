package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.ViewTwin;
import io.pgretype.ledger.Ledger;
import io.pgretype.rebind.ViewTwins;
import io.pgretype.reference.SwapGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes the materialized views that are to take others' places, empty, and notes them; what an earlier attempt has left goes.
 * In the caller's transaction, under the caller's ACCESS EXCLUSIVE locks, for a catalog change.
 */
final class TwinMaking {

    private final Ledger ledger;
    private final PlainStatement plain;
    private final String change;
    private final SwapGroup group;
    private final Direction until;

    TwinMaking(Ledger ledger, String change, SwapGroup group, Direction until) {
        this.ledger = ledger;
        this.plain = new PlainStatement(ledger.database());
        this.change = change;
        this.group = group;
        this.until = until;
    }

    void run(ViewTwins twins) {
        List<ViewTwin> left = new ArrayList<>(ledger.viewTwins().of(change));
        Collections.reverse(left);
        List<String> statements =
                new ArrayList<>(left.stream().map(ViewTwin::drop).toList());
        if (!twins.isEmpty()) {
            statements.addAll(twins.making(group.tables(), until));
        }
        plain.runAll(statements);
        ledger.viewTwins().made(change, twins.records());
    }
}
