package io.pgretype.throttle;

import io.pgretype.change.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much WAL the replication slot that is farthest behind makes the server keep; any role may see that. */
final class SlotWal implements Signal {

    /** A lost slot keeps nothing any more. */
    private static final String MOST_KEPT = """
            select greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn))::bigint as kept,
                   'slot ' || slot_name as slot
              from pg_replication_slots
             where restart_lsn is not null
               and wal_status is distinct from 'lost'
             order by restart_lsn
             limit 1""";

    @Override
    public Limit limit() {
        return Limit.MAX_SLOT_WAL;
    }

    @Override
    public Measure read(JdbcClient jdbc) {
        return jdbc.sql(MOST_KEPT)
                .query((row, number) -> Measure.of(row.getLong("kept"), row.getString("slot")))
                .optional()
                .orElse(Measure.of(0, "no slots"));
    }
}
