package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Functions with a parsed body (BEGIN ATOMIC) are bound to the column's number; other bodies to its name. */
final class FunctionOnColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.FUNCTION_ON_COLUMN,
                "Functions with a BEGIN ATOMIC body would go on using the old column of %s.".formatted(subject.name()),
                subject.dependents().textsOf(Kind.FUNCTION),
                "Create the function with a quoted body (as $$ … $$) instead, or drop it"
                        + " and create it again after the change.");
    }
}
