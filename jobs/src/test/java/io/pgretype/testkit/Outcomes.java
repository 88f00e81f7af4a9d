package io.pgretype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;

/** What tests ask of the end of a run. */
public final class Outcomes {

    private Outcomes() {}

    /** It ended well; the same outcome. */
    public static Outcome assertDone(Outcome outcome) {
        assertThat(outcome.problems()).as("%s", outcome.results()).isEmpty();
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.DONE);
        return outcome;
    }

    /** Just one problem of that code has stopped it, which is returned. */
    public static Problem assertStopped(Outcome outcome, ProblemCode code) {
        assertThat(outcome.exitStatus()).as("%s", outcome.problems()).isEqualTo(code.exitStatus());
        return assertOnly(outcome.problems(), code);
    }

    /** There is just one problem, of that code; it is returned. */
    public static Problem assertOnly(List<Problem> problems, ProblemCode code) {
        assertThat(problems).extracting(Problem::code).containsExactly(code);
        return problems.get(0);
    }
}
