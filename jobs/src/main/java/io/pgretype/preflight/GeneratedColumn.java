package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A generated column takes no values from a mirror. A stored one that reads the column would go on reading the old one: to give
 * it another expression rewrites the table. So it is with a virtual one that is NOT NULL, which takes a scan, and with those of tables
 * that have a CHECK or are published, where the server does not do it.
 */
final class GeneratedColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.GENERATED_COLUMN,
                "Generated columns of %s are not carried.".formatted(subject.name()),
                Stream.concat(generated(subject), subject.dependents().textsOf(Kind.GENERATED_COLUMN).stream())
                        .toList(),
                "Let a trigger keep a stored one instead ('alter column … drop expression'; the runbook has the steps); drop a"
                        + " virtual one, run the change, add it again.");
    }

    private static Stream<String> generated(Subject subject) {
        return subject.columns().stream().filter(MovedColumn::generated).map(column -> "%s.%s is generated itself"
                .formatted(subject.name(), column.name()));
    }
}
