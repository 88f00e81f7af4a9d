package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Both ends of a foreign key must change together, whichever end this column is. */
final class ForeignKeyColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.FOREIGN_KEY_COLUMN,
                "A foreign key ties a column of %s to another table.".formatted(subject.name()),
                subject.dependents().textsOf(Kind.FOREIGN_KEY),
                "Leave the column as it is, or wait for a release that changes both ends together.");
    }
}
