package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Views are bound to the column's number: after the swap they would read the old column. */
final class ViewOnColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.VIEW_ON_COLUMN,
                "Views would go on reading the old column of %s.".formatted(subject.name()),
                subject.dependents().textsOf(Kind.VIEW),
                "Drop the view, run the change, create it again; or wait for a release that carries views.");
    }
}
