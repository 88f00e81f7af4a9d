package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The column has the type already, with the same length or precision. */
final class SameType implements Check {

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.SAME_TYPE,
                "There is nothing to change on %s.".formatted(subject.name()),
                subject.columns().stream()
                        .filter(column -> isSame(column, jdbc))
                        .map(column -> "%s.%s is %s already".formatted(subject.name(), column.name(), column.type()))
                        .toList(),
                "Correct 'type:' in the change file, or remove the column from it.");
    }

    /**
     * EXPLAIN prints the type of NULL as {@code format_type} does, with its length, which {@code to_regtype} forgets:
     * {@code Output: NULL::numeric(12,2)}. {@link TypeUnknown} has made sure that it is nothing but a type.
     */
    private static boolean isSame(MovedColumn column, JdbcClient jdbc) {
        String explain = """
                explain (verbose, costs off)
                select null::%s
                """.formatted(column.move().type());
        return jdbc.sql(explain).query(String.class).list().stream()
                .anyMatch(line -> line.endsWith("::" + column.type()));
    }
}
