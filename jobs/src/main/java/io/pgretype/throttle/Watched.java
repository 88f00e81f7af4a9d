package io.pgretype.throttle;

import io.pgretype.change.Settings;
import java.util.List;

/**
 * What is to be throttled.
 *
 * @param run its number in the ledger
 * @param tables the oids of the change's tables
 * @param settings as the change's author wrote them; operators may set other limits meanwhile
 */
public record Watched(String change, long run, List<Long> tables, Settings settings) {

    public Watched {
        tables = List.copyOf(tables);
    }
}
