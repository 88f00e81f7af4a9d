package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An identity column's sequence cannot be given to another column. */
final class IdentityColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.IDENTITY_COLUMN,
                "The sequence of an identity column of %s cannot be carried to a new column.".formatted(subject.name()),
                subject.columns().stream()
                        .filter(MovedColumn::identity)
                        .map(column -> "%s.%s is an identity column".formatted(subject.name(), column.name()))
                        .toList(),
                "Leave the column as it is, or wait for a release that carries sequences.");
    }
}
