package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import io.pgretype.problem.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds the lock a session waits for, and how to make them let go of it. */
final class Blockers {

    private static final String[] MODES = {
        "AccessShareLock",
        "RowShareLock",
        "RowExclusiveLock",
        "ShareUpdateExclusiveLock",
        "ShareLock",
        "ShareRowExclusiveLock",
        "ExclusiveLock",
        "AccessExclusiveLock"
    };

    private static final String CHAIN = """
            with recursive chain (pid, direct) as (
                select blocker.pid, true
                  from unnest(pg_blocking_pids(:waiter)) as blocker (pid)
                union
                select blocker.pid, false
                  from chain
                 cross join unnest(pg_blocking_pids(chain.pid)) as blocker (pid)
                 where blocker.pid <> :waiter),
            session as (
                select pid,
                       bool_or(direct) as direct,
                       cardinality(array_remove(pg_blocking_pids(pid), :waiter)) > 0 as waits
                  from chain
                 group by pid),
            lock as materialized (
                select pid,
                       relation,
                       granted,
                       upper(regexp_replace(replace(mode, 'Lock', ''), '([a-z])([A-Z])', '\\1 \\2', 'g')) as mode,
                       array_position(cast(:modes as text[]), mode) as strength
                  from pg_locks
                 where locktype = 'relation'
                   and database = (select oid from pg_database where datname = current_database())
                   and pid in (select pid from session)),
            strongest as (
                select distinct on (pid, relation)
                       pid,
                       format('%s on %s', mode, relation::regclass) as text
                  from lock
                 where granted
                   and relation = any (cast(:tables as text[])::regclass[])
                 order by pid, relation, strength desc),
            -- What a session has just created cannot be seen from here: it counts as DDL.
            maintenance as (
                select distinct lock.pid
                  from lock
                  left join pg_class as class
                    on class.oid = lock.relation
                 where lock.strength >= 4
                   and class.relpersistence is distinct from 't')
            select session.pid,
                   format('%s %s', session.pid, activity.xact_start) as session,
                   case
                       when session.pid = 0
                       then 'a prepared transaction (pg_prepared_xacts)'
                       else format(
                                'pid %s (%s, %s, in its transaction for %s s, %s) holds %s: ',
                                session.pid,
                                coalesce(
                                    activity.usename,
                                    activity.backend_type,
                                    case when activity.usesysid is null then 'autovacuum or other work of the server' end,
                                    'user unknown'),
                                coalesce(nullif(activity.application_name, ''), 'application unknown'),
                                coalesce(
                                    round(extract(epoch from clock_timestamp() - activity.xact_start))::text, '?'),
                                coalesce(activity.state, 'state unknown'),
                                coalesce(
                                    (select string_agg(text, ', ') from strongest where strongest.pid = session.pid),
                                    'what others wait for that are in the way'))
                   end as text,
                   case
                       when session.pid <> 0
                       then coalesce(nullif(activity.query, ''), 'query unknown')
                       else ''
                   end as query,
                   session.waits,
                   case
                       when session.pid = 0
                       then 'a prepared transaction has no statement: commit or roll it back (pg_prepared_xacts)'
                       when activity.usesysid is null
                         or coalesce(activity.backend_type, 'client backend') <> 'client backend'
                       then format('pid %s is work of the server: wait for it', session.pid)
                       when activity.application_name = 'pgretype'
                       then format('pid %s is another run of pgretype: wait for it', session.pid)
                       when session.pid in (select pid from maintenance)
                       then format('pid %s does DDL or maintenance: wait for it', session.pid)
                       when activity.state like 'idle%'
                       then format(
                                'pid %s is %s, so there is nothing to cancel; to end its session: select pg_terminate_backend(%s)',
                                session.pid, activity.state, session.pid)
                       when not session.direct
                       then format(
                                'pid %s has no lock on the table itself; to cancel it: select pg_cancel_backend(%s)',
                                session.pid, session.pid)
                   end as spared
              from session
              left join pg_stat_activity as activity
                on activity.pid = session.pid
             where session.pid = 0
                or activity.pid is not null
             order by activity.xact_start, session.pid""";

    private final JdbcClient jdbc;

    Blockers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The sessions that block the one with that pid, longest transaction first; empty if it does not wait. Of a queue, in
     * which one waits for the other, those at its head. A role without pg_read_all_stats sees other roles' pids,
     * applications and locks, but neither their states nor their queries.
     */
    List<Blocker> of(int waiter, List<QualifiedName> tables) {
        List<Blocker> chain = jdbc.sql(CHAIN)
                .param("waiter", waiter)
                .param("modes", MODES)
                .param("tables", tables.stream().map(QualifiedName::sql).toArray(String[]::new))
                .query(Blockers::blocker)
                .list();
        List<Blocker> causes =
                chain.stream().filter(blocker -> !blocker.waits()).toList();
        // All wait where they wait for each other, and for a moment while the queue moves.
        return causes.isEmpty() ? chain : causes;
    }

    private static Blocker blocker(ResultSet row, int number) throws SQLException {
        return new Blocker(
                row.getInt("pid"),
                row.getString("session"),
                row.getString("text") + Secrets.maskedStatement(row.getString("query")),
                row.getBoolean("waits"),
                row.getString("spared"));
    }

    /**
     * Cancels the statement of a session that still blocks the waiter.
     *
     * @return what came of it, for people; empty if it blocks no longer
     */
    Optional<Cancellation> cancel(int waiter, Blocker blocker) {
        try {
            return jdbc.sql("""
                            select pg_cancel_backend(:pid)
                             where :pid = any (pg_blocking_pids(:waiter))""")
                    .param("pid", blocker.pid())
                    .param("waiter", waiter)
                    .query(Boolean.class)
                    .optional()
                    .filter(sent -> sent)
                    .map(sent -> new Cancellation.Done(blocker.text()));
        } catch (DataAccessException e) {
            // The usual reason: neither a member of that role nor of pg_signal_backend.
            return Optional.of(new Cancellation.Refused("pid %s could not be cancelled: %s"
                    .formatted(
                            blocker.pid(),
                            String.valueOf(e.getMostSpecificCause().getMessage())
                                    .lines()
                                    .reduce((one, other) -> one + " " + other.strip())
                                    .orElse(""))));
        }
    }
}
