package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Review;
import io.pgretype.routine.WholeRowUse;
import io.pgretype.routine.WholeRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Functions that may rely on which columns the table has; what is certain to go wrong, preflight refuses. */
final class WholeRowNotice implements Notice {

    private final JdbcClient jdbc;
    private final Set<Review> reviewed;

    WholeRowNotice(JdbcClient jdbc, Set<Review> reviewed) {
        this.jdbc = jdbc;
        this.reviewed = reviewed;
    }

    @Override
    public String title() {
        return "functions that handle whole rows of the table";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<WholeRowUse> uses = WholeRows.of(
                table.oid(), table.columns().stream().map(ColumnChange::column).toList(), jdbc);
        if (reviewed.contains(Review.WHOLE_ROWS)) {
            return Notice.named(
                    "functions that handle whole rows of the table, reviewed (whole-rows: reviewed)",
                    uses.stream().map(WholeRowUse::function).distinct().toList());
        }
        List<String> lines = new ArrayList<>();
        if (!uses.isEmpty()) {
            lines.add(
                    "  - functions that may fail or take the wrong columns: the row has more of them from expand to contract, and"
                            + " another order from cutover on. See that they name the columns, then write whole-rows: reviewed.");
            uses.forEach(use -> lines.add("    " + use.text()));
        }
        return lines;
    }
}
