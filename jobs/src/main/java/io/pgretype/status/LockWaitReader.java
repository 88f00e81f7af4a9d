package io.pgretype.status;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.problem.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads who waits for locks on tables, with their partitions, and behind whom. Takes no lock on them. Whoever waits for a
 * row waits for the transaction that has it, and holds or wants the row's tuple lock meanwhile; CREATE INDEX CONCURRENTLY
 * waits for virtual transactions.
 */
final class LockWaitReader {

    /** pg_blocking_pids stops the server's lock manager for a moment: it is asked only for those that are shown. */
    private static final String WAITS = """
            with lock as materialized (
                select pid,
                       locktype,
                       relation,
                       upper(regexp_replace(replace(mode, 'Lock', ''), '([a-z])([A-Z])', '\\1 \\2', 'g')) as mode,
                       granted,
                       waitstart
                  from pg_locks
                 where database = (select oid from pg_database where datname = current_database())
                    or locktype in ('transactionid', 'virtualxid')),
            lock_of_tables as (
                select lock.pid,
                       lock.locktype,
                       lock.relation,
                       format('%I.%I', namespace.nspname, class.relname) as name
                  from lock
                  join pg_class as class
                    on class.oid = lock.relation
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                 where lock.relation::bigint in (:tables)),
            waiting as (
                select distinct on (lock.pid)
                       lock.pid,
                       lock.waitstart,
                       case lock.locktype
                           when 'relation'
                           then format('%s on %s', lock.mode, lock_of_tables.name)
                           when 'virtualxid'
                           then format('older transactions, with a lock on %s', lock_of_tables.name)
                           else format('a row of %s', lock_of_tables.name)
                       end as wanted
                  from lock
                  join lock_of_tables
                    on lock_of_tables.pid = lock.pid
                   and case lock.locktype
                           when 'transactionid' then lock_of_tables.locktype = 'tuple'
                           when 'virtualxid' then true
                           else lock_of_tables.relation = lock.relation
                       end
                 where not lock.granted
                   and lock.locktype in ('relation', 'tuple', 'transactionid', 'virtualxid')
                 order by lock.pid, lock_of_tables.relation),
            longest as materialized (
                select *,
                       count(*) over () as sessions
                  from waiting
                 order by waitstart, pid
                 limit 3)
            select longest.sessions,
                   longest.wanted,
                   extract(epoch from clock_timestamp() - longest.waitstart)::float8 as waits,
                   longest.pid as waiter_pid,
                   waiter.usename as waiter_user,
                   waiter.application_name as waiter_application,
                   waiter.state as waiter_state,
                   extract(epoch from clock_timestamp() - waiter.xact_start)::float8 as waiter_seconds,
                   waiter.query as waiter_query,
                   blocker.*
              from longest
              left join pg_stat_activity as waiter
                on waiter.pid = longest.pid
              left join lateral (
                       select blocking.pid as blocker_pid,
                              activity.usename as blocker_user,
                              activity.application_name as blocker_application,
                              activity.state as blocker_state,
                              extract(epoch from clock_timestamp() - activity.xact_start)::float8 as blocker_seconds,
                              activity.query as blocker_query,
                              count(*) over () as blockers
                         from unnest(pg_blocking_pids(longest.pid)) as blocking (pid)
                         left join pg_stat_activity as activity
                           on activity.pid = blocking.pid
                        order by activity.xact_start, blocking.pid
                        limit 1) as blocker
                on true
             order by longest.waitstart, longest.pid""";

    private final JdbcClient jdbc;
    private final PartitionTree partitions;

    LockWaitReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.partitions = new PartitionTree(jdbc);
    }

    LockWaits of(List<TableUnderChange> tables) {
        List<Long> oids =
                partitions.all(tables).stream().map(TableUnderChange::oid).toList();
        if (oids.isEmpty()) {
            return LockWaits.NONE;
        }
        List<Row> rows =
                jdbc.sql(WAITS).param("tables", oids).query(LockWaitReader::row).list();
        return rows.isEmpty()
                ? LockWaits.NONE
                : new LockWaits(rows.stream().map(Row::found).toList(), rows.get(0).sessions);
    }

    private record Row(LockWait found, long sessions) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new LockWait(
                        session(row, "waiter"),
                        duration(row, "waits"),
                        row.getString("wanted"),
                        row.getObject("blocker_pid") == null ? null : session(row, "blocker"),
                        Math.max(0, row.getInt("blockers") - 1)),
                row.getLong("sessions"));
    }

    private static LockSession session(ResultSet row, String which) throws SQLException {
        String query = row.getString(which + "_query");
        return new LockSession(
                row.getInt(which + "_pid"),
                row.getString(which + "_user"),
                row.getString(which + "_application"),
                row.getString(which + "_state"),
                duration(row, which + "_seconds"),
                query == null || query.isEmpty() ? null : Secrets.maskedStatement(query));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        Double seconds = (Double) row.getObject(column);
        return seconds == null ? null : Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }
}
