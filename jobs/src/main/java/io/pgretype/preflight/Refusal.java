package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;

/** One problem for all objects of a kind. */
final class Refusal {

    private Refusal() {}

    /**
     * @param found what was observed, an object each, with its full name; empty if there is nothing to refuse
     * @param next what to do about all of them
     */
    static List<Problem> of(ProblemCode code, String stopped, List<String> found, String next) {
        return found.isEmpty()
                ? List.of()
                : List.of(new Problem(code, stopped, String.join("; ", found), Problem.NOTHING_CHANGED, next));
    }
}
