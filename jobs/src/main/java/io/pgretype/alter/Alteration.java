package io.pgretype.alter;

import io.pgretype.change.Change;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the plain statements for a change would do.
 *
 * @param tables those with columns that do not have their type yet
 * @param costs what the server would do beyond changing its catalog, a column each
 * @param rewrite whether one of the costs is a new table
 * @param obstacles why the server would not do it at all
 */
record Alteration(List<AlteredTable> tables, List<String> costs, boolean rewrite, List<String> obstacles) {

    Alteration {
        tables = List.copyOf(tables);
        costs = List.copyOf(costs);
        obstacles = List.copyOf(obstacles);
    }

    /** Whether there is something to do, and it is a change of the catalog and nothing else. */
    boolean isFree() {
        return !tables.isEmpty() && costs.isEmpty() && obstacles.isEmpty();
    }

    /** Why it is not done; empty if nothing stands in the way. */
    List<Problem> problems(Change change) {
        List<Problem> problems = new ArrayList<>();
        if (!obstacles.isEmpty()) {
            problems.add(refused(change, String.join("; ", obstacles)));
        }
        if (!costs.isEmpty()) {
            problems.add(costly(change, String.join("; ", costs)));
        }
        return problems;
    }

    static Problem refused(Change change, String observed) {
        return new Problem(
                ProblemCode.ALTER_REFUSED,
                "The server does not change these types in place.",
                observed,
                Problem.NOTHING_CHANGED,
                "Drop what it names, run the same command again, and make it again; or go through the phases: ./pgretype plan %s"
                        .formatted(change.name()));
    }

    static Problem costly(Change change, String observed) {
        return new Problem(
                ProblemCode.REWRITE_NEEDED,
                "The plain statement would take long, and lock the table as long as that.",
                observed,
                Problem.NOTHING_CHANGED,
                ("These columns need the phases: ./pgretype plan %s. For columns of it that are not named here, write a"
                                + " change file of their own.")
                        .formatted(change.name()));
    }
}
