package io.pgretype.throttle;

import io.pgretype.change.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the slowest replica that is connected is behind in replaying. */
final class ReplicaLag implements Signal {

    private static final String REPLICAS = """
            select coalesce(nullif(application_name, ''), 'pid ' || pid) as name,
                   state is null as hidden,
                   pg_wal_lsn_diff(replay_lsn, '0/0')::bigint as position,
                   (extract(epoch from replay_lag) * 1000)::bigint as lag_ms
              from pg_stat_replication
             where state is null
                or (state in ('streaming', 'catchup') and replay_lsn is not null)""";

    private final WalClock clock = new WalClock();

    @Override
    public Limit limit() {
        return Limit.MAX_LAG;
    }

    /** One that only receives, as pg_receivewal does, replays nothing and is not behind; nor is a base backup. */
    @Override
    public Measure read(JdbcClient jdbc) {
        long position = jdbc.sql("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")
                .query(Long.class)
                .single();
        long now = System.nanoTime();
        clock.tick(now, position);
        List<Replica> replicas = jdbc.sql(REPLICAS)
                .query((row, number) -> new Replica(
                        row.getString("name"),
                        row.getBoolean("hidden"),
                        row.getLong("position"),
                        row.getObject("lag_ms", Long.class)))
                .list();
        Measure worst = Measure.of(0, replicas.isEmpty() ? "no replicas" : "");
        for (Replica replica : replicas) {
            if (replica.hidden) {
                return Measure.unknown("pg_read_all_stats is missing");
            }
            long lag = lag(replica, now, position);
            if (lag > worst.value().orElse(0)) {
                worst = Measure.of(lag, "replica " + replica.name);
            }
        }
        return worst;
    }

    private record Replica(
            String name,
            boolean hidden,
            long position,
            @Nullable Long lagMillis) {}

    private long lag(Replica replica, long now, long position) {
        if (replica.position >= position) {
            // What the server says is of the last WAL that there was.
            return 0;
        }
        long said = replica.lagMillis == null ? 0 : replica.lagMillis;
        return Math.max(said, clock.behind(now, replica.position).toMillis());
    }
}
