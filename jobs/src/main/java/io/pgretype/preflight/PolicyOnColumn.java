package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Policies are bound to the column's number: after the swap they would test the old column. */
final class PolicyOnColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.POLICY_ON_COLUMN,
                "Row security policies would go on testing the old column of %s.".formatted(subject.name()),
                subject.dependents().textsOf(Kind.POLICY),
                "Replace the policy by one that does not use the column (just to drop it changes who sees what), or wait"
                        + " for a release that carries policies.");
    }
}
