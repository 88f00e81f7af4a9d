package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Watches whether updates stay in their pages, so that no index has to be touched: what stripes are for. Where they do
 * without, or do not all the same, stripes only cost.
 */
final class HotUpdates {

    /** Of neighbouring rows filled at once: with that share, there is room in the pages already. */
    private static final double ROOM_ENOUGH = 0.8;

    /** Of rows of the second stripe and later ones. */
    private static final double RARE = 0.5;

    /** So many rows are looked at before it is said that such updates are rare. */
    private static final long LOOKED_AT = 20_000;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final long table;
    private final String[] newColumns;

    private boolean roomEnough;
    private long updated;
    private long hot;
    private volatile boolean rare;
    private volatile @Nullable String remark;
    private long rareSince;

    HotUpdates(JdbcTemplate jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table.oid();
        this.newColumns = table.columns().stream()
                .map(column -> column.newColumn().name())
                .toArray(String[]::new);
    }

    /** Updates that a session has made and not reported yet. */
    record Count(long updated, long hot) {
        Count minus(Count earlier) {
            return new Count(updated - earlier.updated, hot - earlier.hot);
        }
    }

    /** Of the session of the caller's transaction; growing until the transaction's end. */
    Count read() {
        Count count = jdbc.queryForObject(
                """
                select pg_stat_get_xact_tuples_updated(?) as updated,
                       pg_stat_get_xact_tuples_hot_updated(?) as hot""", (row, number) -> new Count(row.getLong("updated"), row.getLong("hot")), table, table);
        return count == null ? new Count(0, 0) : count;
    }

    /** What became of neighbouring rows that were filled at once. */
    synchronized void sampled(Count sample) {
        roomEnough = sample.updated > 0 && sample.hot >= sample.updated * ROOM_ENOUGH;
        if (roomEnough) {
            remark = "in the order of the rows, as there is room in their pages (%d %% of a sample stayed in place)"
                    .formatted(100 * sample.hot / sample.updated);
        }
    }

    /** What became of the rows of a chunk of a later stripe than the first, whose pages have no room yet. */
    synchronized void counted(Count chunk) {
        updated += chunk.updated;
        hot += chunk.hot;
        if (updated >= LOOKED_AT) {
            if (hot < updated * RARE) {
                rare = true;
                rareSince = System.nanoTime();
                remark = "in the order of the rows, as only %d %% of the updates stayed in their page: %s"
                        .formatted(100 * hot / updated, cause());
            }
            updated = 0;
            hot = 0;
        }
    }

    /** Whether stripes are worth their cost just now. */
    boolean worthStriping() {
        if (rare && System.nanoTime() - rareSince > LOOK_AGAIN.toNanos()) {
            lookAgain();
        }
        return !roomEnough && !rare;
    }

    /** How it walks and why, when it does not walk in stripes; null if it does. */
    @Nullable
    String remark() {
        return remark;
    }

    private synchronized void lookAgain() {
        rareSince = System.nanoTime();
        if (holder() == null && !hasIndex()) {
            rare = false;
            remark = null;
        }
    }

    private String cause() {
        if (hasIndex()) {
            return "an index on the new column forbids it";
        }
        String holder = holder();
        return holder != null ? holder + " keeps old row versions from being removed" : "the pages have no room";
    }

    private boolean hasIndex() {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                    select
                      from pg_index as index
                      join pg_attribute as attribute
                        on attribute.attrelid = index.indrelid
                       and attribute.attnum = any (index.indkey)
                     where index.indrelid = ?
                       and attribute.attname = any (?))""", Boolean.class, table, newColumns));
    }

    /** Who has seen the table as it was some seconds ago and may look again; null if nobody is known. */
    private @Nullable String holder() {
        return jdbc
                .query(
                        """
                        select format('pid %s (%s)', pid, coalesce(usename, 'user unknown')) as holder,
                               extract(epoch from clock_timestamp() - xact_start) * 1000 as age_ms
                          from pg_stat_activity
                         where backend_xmin is not null
                           and datname = current_database()
                           and application_name <> 'pgretype'
                           and xact_start < clock_timestamp() - interval '3 seconds'
                        union all
                        select format('prepared transaction %L', gid),
                               extract(epoch from clock_timestamp() - prepared) * 1000
                          from pg_prepared_xacts
                         where database = current_database()
                        union all
                        select format('replication slot %s', slot_name),
                               null
                          from pg_replication_slots
                         where xmin is not null
                         order by age_ms desc nulls last
                         limit 1""",
                        (row, number) -> row.getObject("age_ms") == null
                                ? row.getString("holder")
                                : "%s, since %s ago,"
                                        .formatted(
                                                row.getString("holder"),
                                                Durations.text(Duration.ofMillis(row.getLong("age_ms")))))
                .stream()
                .findFirst()
                .orElse(null);
    }
}
