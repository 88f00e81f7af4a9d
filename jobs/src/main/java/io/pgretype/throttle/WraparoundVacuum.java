package io.pgretype.throttle;

import io.pgretype.change.Limit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether an autovacuum that must not be interrupted works on one of the tables. Every row we write then is work for it, and the
 * server needs it to end.
 */
final class WraparoundVacuum implements Signal {

    private static final String VACUUMS = """
            select count(*) filter (where activity.backend_type = 'autovacuum worker'
                                      and activity.query like '%(to prevent wraparound)') as vacuums,
                   count(*) filter (where activity.backend_type is null) as hidden,
                   coalesce('pid ' || min(lock.pid), '') as first
              from pg_locks as lock
              join pg_stat_activity as activity
                on activity.pid = lock.pid
             where lock.locktype = 'relation'
               and lock.granted
               and lock.mode = 'ShareUpdateExclusiveLock'
               and lock.database = (select oid from pg_database where datname = current_database())
               and lock.relation::bigint in (:tables)""";

    private final List<Long> tables;

    WraparoundVacuum(List<Long> tables) {
        this.tables = List.copyOf(tables);
    }

    @Override
    public Limit limit() {
        return Limit.MAX_WRAPAROUND;
    }

    /** Who vacuums is visible to all by the lock; what it does, only with pg_read_all_stats. */
    @Override
    public Measure read(JdbcClient jdbc) {
        return jdbc.sql(VACUUMS)
                .param("tables", tables)
                .query((row, number) -> row.getLong("vacuums") == 0 && row.getLong("hidden") > 0
                        ? Measure.unknown("pg_read_all_stats is missing")
                        : Measure.of(row.getLong("vacuums"), row.getString("first")))
                .single();
    }
}
