package io.pgretype.compare;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;

/** What is said where a gate, or what relies on a comparison, wants the rows compared again. */
public final class NotVerified {

    private NotVerified() {}

    public static Problem problem(String change, String observed, String next) {
        return new Problem(
                ProblemCode.NOT_VERIFIED,
                "The rows of change %s must be compared again.".formatted(change),
                observed,
                Problem.NOTHING_CHANGED,
                next);
    }
}
