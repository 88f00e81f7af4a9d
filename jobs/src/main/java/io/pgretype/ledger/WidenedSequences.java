package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What sequences were before cutover widened them, for the way back. */
public final class WidenedSequences {

    private static final String KEEP = """
            insert into pgretype.widened_sequence (change, sequence_oid, type, min_value, max_value)
            values (:change, :sequence, :type, :min, :max)
            on conflict do nothing""";

    private final JdbcClient jdbc;

    WidenedSequences(Database database) {
        this.jdbc = database.jdbc();
    }

    /** @param type as {@code format_type} prints it */
    public record Before(String type, long min, long max) {}

    /** In the transaction that widens it. What was kept of it before counts. */
    public void keep(String change, long sequence, Before before) {
        jdbc.sql(KEEP)
                .param("change", change)
                .param("sequence", sequence)
                .param("type", before.type())
                .param("min", before.min())
                .param("max", before.max())
                .update();
    }

    /** Empty where this change has not widened it. */
    public Optional<Before> of(String change, long sequence) {
        return jdbc.sql("""
                        select type, min_value as min, max_value as max
                          from pgretype.widened_sequence
                         where change = :change
                           and sequence_oid = :sequence""")
                .param("change", change)
                .param("sequence", sequence)
                .query(Before.class)
                .optional();
    }

    /** In the transaction that narrows it. */
    public void forget(String change, long sequence) {
        jdbc.sql("delete from pgretype.widened_sequence where change = :change and sequence_oid = :sequence")
                .param("change", change)
                .param("sequence", sequence)
                .update();
    }

    /** Of a change that has no way back any more. */
    public void forgetAll(String change) {
        jdbc.sql("delete from pgretype.widened_sequence where change = :change")
                .param("change", change)
                .update();
    }
}
