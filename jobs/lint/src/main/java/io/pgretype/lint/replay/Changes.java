package io.pgretype.lint.replay;

import io.pgretype.lint.replay.Description.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How a description differs from that of before, in words; empty where no client sees a difference. */
record Changes(Prepared types) {

    String between(Description before, Description after) throws SQLException {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < before.parameters().size(); i++) {
            int was = before.parameters().get(i);
            int is = i < after.parameters().size() ? after.parameters().get(i) : 0;
            if (!Description.same(was, is)) {
                changes.add("$%d was %s, is %s".formatted(i + 1, types.type(was), types.type(is)));
            }
        }
        int columns = Math.min(before.columns().size(), after.columns().size());
        for (int i = 0; i < columns; i++) {
            Column was = before.columns().get(i);
            Column is = after.columns().get(i);
            if (!was.isLike(is)) {
                changes.add("column %d was %s, is %s".formatted(i + 1, column(was), column(is)));
            }
        }
        for (Column more : after.columns().subList(columns, after.columns().size())) {
            changes.add("%s is new".formatted(column(more)));
        }
        for (Column gone : before.columns().subList(columns, before.columns().size())) {
            changes.add("%s is gone".formatted(column(gone)));
        }
        return String.join("; ", changes);
    }

    private String column(Column column) throws SQLException {
        return "%s %s".formatted(column.name(), types.type(column.type()));
    }
}
