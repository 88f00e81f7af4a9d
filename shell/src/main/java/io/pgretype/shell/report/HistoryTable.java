package io.pgretype.shell.report;

import io.pgretype.status.HistoryEntry;
import java.util.List;

/** What happened to a change, oldest first. */
public final class HistoryTable {

    private HistoryTable() {}

    public static List<String> lines(List<HistoryEntry> history) {
        if (history.isEmpty()) {
            return List.of("nothing happened yet");
        }
        var table = new Table("AT", "WHAT", "WHO", "DETAIL");
        history.forEach(entry -> table.row(StatusDetails.time(entry.at()), entry.what(), entry.who(), entry.detail()));
        return table.lines();
    }
}
