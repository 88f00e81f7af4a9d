package io.pgretype.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;

/** What the tests ask of a list of refusals. */
final class Refusals {

    private Refusals() {}

    /** Just one refusal, that names these things. */
    static void assertRefused(List<Problem> problems, ProblemCode code, String... named) {
        assertThat(problems).extracting(Problem::code).containsExactly(code);
        assertThat(List.of(named))
                .allSatisfy(name -> assertThat(problems.get(0).observed()).contains(name));
        assertThat(problems.get(0).state()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(problems.get(0).stopped()).endsWith(".").doesNotContain("%");
        assertThat(problems.get(0).next()).doesNotContain("%").matches(".*[.;]");
    }
}
