package io.pgretype.status;

import io.pgretype.ledger.LedgerEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the newest run of a phase that walks the rows has come, from the job repository. */
final class ProgressReader {

    private final JdbcClient jdbc;

    ProgressReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Progress(
            @Nullable Long total,
            @Nullable Long done,
            @Nullable Double perSecond,
            @Nullable Long etaSeconds) {}

    Progress read(LedgerEntry entry) {
        Walk walk = walk(entry.change());
        if (walk == null) {
            return new Progress(estimate(entry), null, null, null);
        }
        // The statistics only estimate; a walk that has ended knows.
        long total = walk.ended ? walk.rows : Math.max(estimate(entry), walk.rows);
        double seconds = Math.max(walk.busy.toMillis(), 1) / 1000.0;
        double perSecond = walk.rows / seconds;
        Long eta = walk.ended || walk.rows == 0 ? null : Math.round((total - walk.rows) / perSecond);
        return new Progress(total, walk.rows, perSecond, eta);
    }

    private long estimate(LedgerEntry entry) {
        return jdbc.sql("select coalesce((select greatest(reltuples, 0) from pg_class where oid = :table), 0)::bigint")
                .param("table", entry.table().oid())
                .query(Long.class)
                .single();
    }

    private record Walk(long rows, boolean ended, Duration busy) {}

    /** All executions of the newest backfill or verification count: a restart goes on, it does not begin anew. */
    private @Nullable Walk walk(String change) {
        return jdbc.sql("""
                        with newest_run as (
                            select id, ended_at
                              from pgretype.run
                             where change = :change
                               and command in ('backfill', 'verify')
                             order by id desc
                             limit 1),
                        execution as (
                            select execution.*
                              from newest_run
                              join pgretype.batch_job_execution_params as run_parameter
                                on run_parameter.parameter_name = 'run'
                               and run_parameter.parameter_value = newest_run.id::text
                              join pgretype.batch_job_execution as execution
                                on execution.job_execution_id = run_parameter.job_execution_id),
                        partition as (
                            select step.*
                              from execution
                              join pgretype.batch_step_execution as step
                                on step.job_execution_id = execution.job_execution_id
                               -- Spring Batch names a partition's step after its parent, with a colon.
                               and step.step_name like '%:%'),
                        -- A partition is updated with every chunk, so this holds for a crashed execution too.
                        span as (
                            select max(last_updated) - min(start_time) as busy
                              from partition
                             group by job_execution_id)
                        select (select ended_at is not null from newest_run) as ended,
                               (select coalesce(sum(write_count), 0) from partition)::bigint as rows,
                               (select coalesce(extract(epoch from sum(busy)), 0) * 1000 from span)::bigint as busy_ms""")
                .param("change", change)
                .query((row, number) -> {
                    Boolean ended = (Boolean) row.getObject("ended");
                    return ended == null
                            ? new Walk(-1, false, Duration.ZERO)
                            : new Walk(row.getLong("rows"), ended, Duration.ofMillis(row.getLong("busy_ms")));
                })
                .optional()
                .filter(walk -> walk.rows >= 0)
                .orElse(null);
    }
}
