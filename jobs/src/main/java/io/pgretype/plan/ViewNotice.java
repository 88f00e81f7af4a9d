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

    ViewNotice(Database database) {
        this.database = database;
    }

    @Override
    public String title() {
        return "views whose columns change with it";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<ChangedView> views = Rebinding.of(database, List.of(table)).changedViews();
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
