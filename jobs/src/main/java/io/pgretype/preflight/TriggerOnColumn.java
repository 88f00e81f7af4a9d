package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** UPDATE OF and WHEN are bound to the column's number: after the swap they would watch the old column. */
final class TriggerOnColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.TRIGGER_ON_COLUMN,
                "Triggers would go on watching the old column of %s.".formatted(subject.name()),
                subject.dependents().textsOf(Kind.TRIGGER),
                "Create the trigger without UPDATE OF and WHEN on that column and test in its function instead; or"
                        + " drop it, run the change, create it again.");
    }
}
