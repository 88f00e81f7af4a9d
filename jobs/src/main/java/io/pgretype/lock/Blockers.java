package io.pgretype.lock;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds the lock a session waits for. */
final class Blockers {

    private final JdbcClient jdbc;

    Blockers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param text who it is and what it does, for people */
    record Blocker(int pid, String text) {}

    /**
     * The sessions that block the one with that pid, in words; empty if it does not wait. A role without
     * pg_read_all_stats sees other roles' pids, but not their queries.
     */
    List<Blocker> of(int pid) {
        return jdbc.sql("""
                        select activity.pid,
                               format(
                                   'pid %s (%s, %s, in its transaction for %s s): %s',
                                   activity.pid,
                                   coalesce(activity.usename, activity.backend_type, 'user unknown'),
                                   coalesce(nullif(activity.application_name, ''), 'application unknown'),
                                   coalesce(round(extract(epoch from clock_timestamp() - activity.xact_start))::text, '?'),
                                   coalesce(left(regexp_replace(activity.query, '\\s+', ' ', 'g'), 80), 'query unknown')) as text
                          from unnest(pg_blocking_pids(:pid)) as blocker (pid)
                          join pg_stat_activity as activity
                            on activity.pid = blocker.pid
                         order by activity.xact_start""")
                .param("pid", pid)
                .query((row, number) -> new Blocker(row.getInt("pid"), row.getString("text")))
                .list();
    }
}
