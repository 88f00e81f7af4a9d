package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the sequences that feed a change's columns were when it was expanded. */
public final class SequencePositions {

    private final JdbcClient jdbc;
    private final LedgerSchema schema;

    SequencePositions(Database database, LedgerSchema schema) {
        this.jdbc = database.jdbc();
        this.schema = schema;
    }

    /** @param position the last number given out */
    public record Noted(long position, Instant at) {}

    /** Replaces what was noted when it was expanded before. */
    public void note(String change, Map<String, Long> positions) {
        jdbc.sql("delete from pgretype.sequence_position where change = :change")
                .param("change", change)
                .update();
        positions.forEach((name, position) -> jdbc.sql("""
                        insert into pgretype.sequence_position (change, sequence_name, position)
                        values (:change, :name, :position)""")
                .param("change", change)
                .param("name", name)
                .param("position", position)
                .update());
    }

    /** By the sequences' full names, as SQL spells them; empty in a ledger of an earlier release. */
    public Map<String, Noted> of(String change) {
        Map<String, Noted> noted = new HashMap<>();
        if (schema.has("sequence_position")) {
            jdbc.sql("""
                            select sequence_name, position, noted_at
                              from pgretype.sequence_position
                             where change = :change""").param("change", change).query(row -> {
                noted.put(
                        row.getString("sequence_name"),
                        new Noted(
                                row.getLong("position"),
                                row.getTimestamp("noted_at").toInstant()));
            });
        }
        return noted;
    }
}
