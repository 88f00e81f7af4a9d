package io.pgretype.shell.report;

import io.pgretype.control.LiveControl.InForce;
import io.pgretype.shell.session.HangingIndent;
import java.util.ArrayList;
import java.util.List;

/** {@code limit CHANGE} for people: a line for each limit, and below it what it limits where that would make it too wide. */
public final class LimitTable {

    private static final String GAP = "  ";
    private static final int BELOW = 4;

    private LimitTable() {}

    public static List<String> lines(List<InForce> limits) {
        var table = new Table("limit", "value", "from");
        for (InForce limit : limits) {
            table.row(limit.limit().key(), limit.limit().text(limit.value()), limit.origin());
        }
        List<String> rows = table.lines();
        int width = rows.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String meaning = i == 0 ? "of what" : limits.get(i - 1).limit().meaning();
            String row = rows.get(i) + " ".repeat(width - rows.get(i).length()) + GAP + meaning;
            if (row.length() <= HangingIndent.COLUMNS) {
                lines.add(row);
            } else {
                lines.add(rows.get(i));
                lines.addAll(HangingIndent.of("", BELOW, meaning).lines().toList());
            }
        }
        return lines;
    }
}
