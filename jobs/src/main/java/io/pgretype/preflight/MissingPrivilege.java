package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A privilege that the connected role does not have.
 *
 * @param lack what it may not do
 * @param remedy the statement that allows it
 */
record MissingPrivilege(String lack, String remedy) {

    /** One problem for all of them; none if there is none. */
    static List<Problem> problems(String stopped, List<MissingPrivilege> missing) {
        return Refusal.of(
                ProblemCode.NO_PRIVILEGE,
                stopped,
                missing.stream().map(MissingPrivilege::lack).toList(),
                missing.stream()
                        .map(MissingPrivilege::remedy)
                        .distinct()
                        .collect(Collectors.joining("; ", "As a superuser: ", ";")));
    }
}
