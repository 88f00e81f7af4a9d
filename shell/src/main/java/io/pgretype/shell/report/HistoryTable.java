package io.pgretype.shell.report;

import io.pgretype.shell.session.HangingIndent;
import io.pgretype.status.HistoryEntry;
import java.util.ArrayList;
import java.util.List;

/** What happened to a change, oldest first: a line for each, and below it the detail. */
public final class HistoryTable {

    private static final int AFTER_TIME = 21;

    private HistoryTable() {}

    public static List<String> lines(List<HistoryEntry> history) {
        if (history.isEmpty()) {
            return List.of("nothing happened yet");
        }
        var table = new Table("AT", "WHAT", "WHO");
        history.forEach(entry -> table.row(StatusDetails.time(entry.at()), entry.what(), entry.who()));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>(rows.subList(0, 1));
        for (int i = 0; i < history.size(); i++) {
            HistoryEntry entry = history.get(i);
            if (rows.get(i + 1).length() <= HangingIndent.COLUMNS) {
                lines.add(rows.get(i + 1));
            } else {
                lines.addAll(after(StatusDetails.time(entry.at()), entry.what()));
                lines.addAll(after("", "by " + entry.who()));
            }
            if (!entry.detail().isEmpty()) {
                lines.addAll(after("", entry.detail()));
            }
        }
        return lines;
    }

    private static List<String> after(String time, String text) {
        return HangingIndent.of(time, AFTER_TIME, text).lines().toList();
    }
}
