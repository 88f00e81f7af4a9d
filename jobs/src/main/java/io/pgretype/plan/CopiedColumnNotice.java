package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.routine.CopiedColumn;
import io.pgretype.routine.CopiedColumns;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Trigger functions that hand the column's values on to other tables, which do not change along. */
final class CopiedColumnNotice implements Notice {

    private final JdbcClient jdbc;

    CopiedColumnNotice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "columns of other tables that triggers fill, too narrow for new values";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<CopiedColumn> copied = CopiedColumns.of(
                table.oid(), table.columns().stream().map(ColumnChange::column).toList(), jdbc);
        List<String> lines = new ArrayList<>();
        if (!copied.isEmpty()) {
            lines.add(
                    "  - columns of other tables that trigger functions fill: after cutover a value that only the new type"
                            + " holds fails there, and with it the write. Change these columns first.");
            copied.forEach(column -> lines.add("    " + column.text()));
        }
        return lines;
    }
}
