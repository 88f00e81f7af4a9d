package io.pgretype.throttle;

import io.pgretype.change.Limit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many sessions of others wait for a lock on the tables. Locks on rows do not count: those who wait for one of ours
 * wait no longer than a chunk.
 */
final class WaitingSessions implements Signal {

    private static final String WAITING = """
            select count(distinct lock.pid) as sessions,
                   coalesce('pid ' || min(lock.pid), '') as first
              from pg_locks as lock
              join pg_stat_activity as activity
                on activity.pid = lock.pid
             where lock.locktype = 'relation'
               and not lock.granted
               and lock.database = (select oid from pg_database where datname = current_database())
               and lock.relation::bigint in (:tables)
               and activity.application_name <> 'pgretype'""";

    private final List<Long> tables;

    WaitingSessions(List<Long> tables) {
        this.tables = List.copyOf(tables);
    }

    @Override
    public Limit limit() {
        return Limit.MAX_WAITING;
    }

    @Override
    public Measure read(JdbcClient jdbc) {
        return jdbc.sql(WAITING)
                .param("tables", tables)
                .query((row, number) -> Measure.of(row.getLong("sessions"), row.getString("first")))
                .single();
    }
}
