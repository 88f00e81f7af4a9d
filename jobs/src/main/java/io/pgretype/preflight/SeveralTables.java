package io.pgretype.preflight;

import io.pgretype.change.Change;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/** One swap could exchange the columns of several tables; this release does not do it yet. */
final class SeveralTables {

    private SeveralTables() {}

    static List<Problem> refusals(Change change) {
        String tables =
                change.tables().stream().map(table -> table.table().sql()).collect(Collectors.joining(", "));
        return Refusal.of(
                ProblemCode.SEVERAL_TABLES,
                "A change of several tables at once is not possible yet.",
                change.tables().size() > 1 ? List.of("change %s names %s".formatted(change.name(), tables)) : List.of(),
                "Write one change file a table.");
    }
}
