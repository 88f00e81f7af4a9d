package io.pgretype.keyset;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;

/** What is said where a walk by blocks has met a rewrite of its table: {@link BlockRanges#isRewritten}. */
public final class TableRewritten {

    private TableRewritten() {}

    public static Problem problem(String stopped, String state, String next) {
        return new Problem(
                ProblemCode.TABLE_REWRITTEN,
                stopped,
                "somebody has rewritten the table meanwhile (VACUUM FULL, CLUSTER or pg_repack), and rows are in other"
                        + " blocks now",
                state,
                next);
    }
}
