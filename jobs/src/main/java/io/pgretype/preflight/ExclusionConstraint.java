package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An exclusion constraint (or a key WITHOUT OVERLAPS) cannot be built while the table is written. */
final class ExclusionConstraint implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.EXCLUSION_CONSTRAINT,
                "Exclusion constraints cannot be built on the new column of %s without locking the table."
                        .formatted(subject.name()),
                subject.dependents().textsOf(Kind.EXCLUSION),
                "Drop the constraint, run the change, add it again in a quiet hour; or leave the column as it is.");
    }
}
