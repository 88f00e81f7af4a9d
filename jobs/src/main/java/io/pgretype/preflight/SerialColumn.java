package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A serial's sequence belongs to its column, goes with it when that is dropped, and has the old type's limit. */
final class SerialColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.SERIAL_COLUMN,
                "Sequences that belong to a column of %s are not carried yet.".formatted(subject.name()),
                Stream.concat(owned(subject), drawn(subject)).toList(),
                "Leave the column as it is, or wait for a release that carries sequences; one that only belongs to the"
                        + " column can be set free: 'alter sequence … owned by none'.");
    }

    private static Stream<String> owned(Subject subject) {
        return subject.dependents().of(Kind.OWNED_SEQUENCE).stream()
                .map(sequence -> "%s belongs to %s".formatted(sequence.name(), sequence.columns()));
    }

    private static Stream<String> drawn(Subject subject) {
        return subject.columns().stream().filter(SerialColumn::isDrawn).map(column -> "%s.%s defaults to %s"
                .formatted(subject.name(), column.name(), column.defaultExpression()));
    }

    private static boolean isDrawn(MovedColumn column) {
        return column.defaultExpression() != null && column.defaultExpression().contains("nextval(");
    }
}
