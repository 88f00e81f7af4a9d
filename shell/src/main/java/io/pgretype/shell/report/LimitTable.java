package io.pgretype.shell.report;

import io.pgretype.control.LiveControl.InForce;
import java.util.List;

/** {@code limit CHANGE} for people. */
public final class LimitTable {

    private LimitTable() {}

    public static List<String> lines(List<InForce> limits) {
        Table table = new Table("limit", "value", "from", "of what");
        for (InForce limit : limits) {
            table.row(
                    limit.limit().key(),
                    limit.limit().text(limit.value()),
                    limit.origin(),
                    limit.limit().meaning());
        }
        return table.lines();
    }
}
