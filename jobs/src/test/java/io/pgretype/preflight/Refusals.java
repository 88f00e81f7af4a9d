package io.pgretype.preflight;

import static io.pgretype.testkit.Outcomes.assertOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;

/** What the tests ask of a list of refusals. */
final class Refusals {

    private Refusals() {}

    /** Just one refusal, that names these things. */
    static void assertRefused(List<Problem> problems, ProblemCode code, String... named) {
        Problem problem = assertOnly(problems, code);
        assertThat(List.of(named))
                .allSatisfy(name -> assertThat(problem.observed()).contains(name));
        assertThat(problem.state()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(problem.stopped()).endsWith(".").doesNotContain("%");
        assertThat(problem.next()).doesNotContain("%").matches(".*[.;]");
    }
}
