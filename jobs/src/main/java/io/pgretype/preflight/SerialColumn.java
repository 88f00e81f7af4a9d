package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.SequenceReader;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A default that finds its sequence by a text when it is used: nobody can know which it will be, and it might keep its limit. */
final class SerialColumn implements Check {

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        SequenceReader sequences = new SequenceReader(jdbc);
        return Refusal.of(
                ProblemCode.SERIAL_COLUMN,
                "Columns of %s draw from a sequence that is known only when they do.".formatted(subject.name()),
                subject.columns().stream()
                        .filter(SerialColumn::draws)
                        .filter(column -> sequences
                                .feeds(subject.oid(), List.of(column.move().column()))
                                .stream()
                                .noneMatch(Feed::drawn))
                        .map(column -> "%s.%s defaults to %s"
                                .formatted(subject.name(), column.name(), column.defaultExpression()))
                        .toList(),
                "Name the sequence itself, as a serial does: alter table … alter column … set default"
                        + " nextval('…'::regclass); then run the same command again.");
    }

    private static boolean draws(MovedColumn column) {
        return column.defaultExpression() != null && column.defaultExpression().contains("nextval(");
    }
}
