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
        List<ChangedView> all =
                together.indexOf(table) == 0 ? Rebinding.of(database, together).changedViews() : List.of();
        List<ChangedView> views =
                all.stream().filter(view -> !view.isMaterialized()).toList();
        List<ChangedView> materialized =
                all.stream().filter(ChangedView::isMaterialized).toList();
        List<String> lines = new ArrayList<>();
        if (!views.isEmpty()) {
            lines.add(
                    "  - views that cutover and rollback drop and create again, with all that they have: each has another oid then,"
                            + " and prepared statements that read it fail once.");
            views.forEach(view -> lines.add(line(view, "")));
        }
        if (!materialized.isEmpty()) {
            lines.add(
                    "  - materialized views of which cutover and rollback fill another one, to exchange the two in the swap: it holds what the"
                            + " tables hold then, and takes as long as a refresh and as much room again; pause what refreshes them"
                            + " meanwhile, or it is filled once more.");
            materialized.forEach(view -> lines.add(line(view, " (%s)".formatted(Estimate.bytes(view.bytes())))));
        }
        return lines;
    }

    private static String line(ChangedView view, String size) {
        return "    %s%s: %s%s"
                .formatted(
                        view.name(),
                        size,
                        view.why(),
                        view.readers().isEmpty() ? "" : "; may be read by " + Notice.list(view.readers()));
    }
}
