package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A generated column takes no values from a mirror, and one that reads the column would go on reading the old one. */
final class GeneratedColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.GENERATED_COLUMN,
                "Generated columns of %s are not carried.".formatted(subject.name()),
                Stream.concat(generated(subject), subject.dependents().textsOf(Kind.GENERATED_COLUMN).stream())
                        .toList(),
                "Drop the generated column, run the change, add it again; or leave the column as it is.");
    }

    private static Stream<String> generated(Subject subject) {
        return subject.columns().stream().filter(MovedColumn::generated).map(column -> "%s.%s is generated itself"
                .formatted(subject.name(), column.name()));
    }
}
