package io.pgretype.throttle;

import io.pgretype.change.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The age of the oldest transaction for whose sake dead rows of this database must stay. Since it began no dead row makes
 * room for a new one, so updates leave their pages and enter every index.
 */
final class SnapshotAge implements Signal {

    private static final String HOLDERS = """
            select case when activity.datid is null then 'replica feedback, ' else '' end
                       || 'pid ' || activity.pid as name,
                   coalesce(activity.backend_xmin, activity.backend_xid)::text as xmin,
                   (extract(epoch from clock_timestamp() - activity.xact_start) * 1000)::bigint as age_ms,
                   activity.datid is not null
                       and activity.usesysid is not null
                       and not pg_has_role(activity.usesysid, 'usage')
                       and not pg_has_role('pg_read_all_stats', 'usage') as hidden
              from pg_stat_activity as activity
             where (activity.datname = current_database() or activity.datid is null)
               and (activity.backend_xmin is not null or activity.backend_xid is not null)
               and activity.application_name <> 'pgretype'
               and activity.pid not in (select pid from pg_stat_progress_vacuum)
            union all
            select 'prepared transaction ' || prepared.gid,
                   prepared.transaction::text,
                   (extract(epoch from clock_timestamp() - prepared.prepared) * 1000)::bigint,
                   false
              from pg_prepared_xacts as prepared
             where prepared.database = current_database()
            union all
            select 'slot ' || slot.slot_name,
                   slot.xmin::text,
                   null,
                   false
              from pg_replication_slots as slot
             where slot.xmin is not null
               and age(slot.xmin) > 1""";

    /** Of those who hold the horizon back without having a transaction: what they hold, and since when we see it. */
    private Map<String, Standing> standing = new HashMap<>();

    private record Standing(String xmin, long since) {}

    private record Holder(
            String name, String xmin, @Nullable Long ageMillis, boolean hidden) {}

    @Override
    public Limit limit() {
        return Limit.MAX_SNAPSHOT_AGE;
    }

    /**
     * A vacuum's own snapshot counts for nobody; a slot's catalog_xmin for catalogs only. A replica's feedback has no
     * time: what counts is how long it does not move.
     */
    @Override
    public Measure read(JdbcClient jdbc) {
        List<Holder> holders = jdbc.sql(HOLDERS).query(SnapshotAge::holder).list();
        return oldest(holders, System.nanoTime());
    }

    private static Holder holder(ResultSet row, int number) throws SQLException {
        return new Holder(
                row.getString("name"),
                row.getString("xmin"),
                row.getObject("age_ms", Long.class),
                row.getBoolean("hidden"));
    }

    private Measure oldest(List<Holder> holders, long now) {
        Map<String, Standing> seen = new HashMap<>();
        Measure oldest = Measure.of(0, "");
        boolean hidden = false;
        for (Holder holder : holders) {
            if (holder.hidden) {
                hidden = true;
                continue;
            }
            long age;
            if (holder.ageMillis != null) {
                age = holder.ageMillis;
            } else {
                Standing before = standing.get(holder.name);
                Standing stands =
                        before != null && before.xmin.equals(holder.xmin) ? before : new Standing(holder.xmin, now);
                seen.put(holder.name, stands);
                age = (now - stands.since) / 1_000_000;
            }
            if (age > oldest.value().orElse(0)) {
                oldest = Measure.of(age, holder.name);
            }
        }
        standing = seen;
        return hidden ? Measure.unknown("pg_read_all_stats is missing") : oldest;
    }
}
