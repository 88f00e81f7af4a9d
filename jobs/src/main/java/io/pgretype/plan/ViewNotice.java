package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.rebind.ChangedView;
import io.pgretype.rebind.Rebinding;
import java.util.ArrayList;
import java.util.List;

/** Views whose columns change with the table's, and who may read them. */
final class ViewNotice implements Notice {

    private final Database database;
    private final List<TableUnderChange> together;

    /** @param together all tables of a swap: a view may read several of them, and is told of with the first */
    ViewNotice(Database database, List<TableUnderChange> together) {
        this.database = database;
        this.together = List.copyOf(together);
    }

    @Override
    public String title() {
        return "views whose columns change with it";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<ChangedView> views =
                together.indexOf(table) == 0 ? Rebinding.of(database, together).changedViews() : List.of();
        List<String> lines = new ArrayList<>();
        if (!views.isEmpty()) {
            lines.add(
                    "  - views that cutover and rollback drop and create again, with all that they have: each has another oid then,"
                            + " and prepared statements that read it fail once.");
            views.forEach(view -> lines.add("    %s: %s%s"
                    .formatted(
                            view.name(),
                            view.why(),
                            view.readers().isEmpty() ? "" : "; may be read by " + Notice.list(view.readers()))));
        }
        return lines;
    }
}
