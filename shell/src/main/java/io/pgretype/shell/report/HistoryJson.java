package io.pgretype.shell.report;

import io.pgretype.status.HistoryEntry;
import java.util.List;

/** The history for programs: always an array, one object an event, oldest first; what is not known is null. */
public final class HistoryJson {

    private HistoryJson() {}

    public static String text(List<HistoryEntry> history) {
        return StatusJson.MAPPER.writeValueAsString(history);
    }
}
