package io.pgretype.progress;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.ledger.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells other processes and Prometheus every second how a run fares, on a thread and a connection of its own. What it
 * cannot tell it leaves out, and the run goes on.
 */
public final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final String LAST_BEAT = """
            select pulse.rows_total,
                   coalesce(pulse.rows_updated, 0) as rows_updated,
                   coalesce(pulse.rows_hot, 0) as rows_hot,
                   pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as wal
              from pgretype.run
              left join pgretype.pulse
                on pulse.run = run.id
             where run.id = :run""";

    private static final String BEAT = """
            insert into pgretype.pulse
                   (run, beat_at, rows_total, rows_per_second, rows_updated, rows_hot, remark)
            values (:run, clock_timestamp(), :total, :rate, :updated, :hot, :remark)
            on conflict (run) do update
               set beat_at = excluded.beat_at,
                   rows_per_second = excluded.rows_per_second,
                   rows_updated = excluded.rows_updated,
                   rows_hot = excluded.rows_hot,
                   remark = excluded.remark""";

    private static final String READING = """
            select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as wal,
                   (select count(*) from pgretype.failing_row where failing_row.run = run.id) as failing,
                   (select coalesce(sum(step.write_count), 0)
                      from pgretype.batch_job_execution_params as parameter
                      join pgretype.batch_step_execution as step
                        on step.job_execution_id = parameter.job_execution_id
                       -- Spring Batch names a partition's step after its parent, with a colon.
                       and step.step_name like '%:%'
                     where parameter.parameter_name = 'run'
                       and parameter.parameter_value = run.id::text)::bigint as done,
                   (select phase from pgretype.change where name = run.change) as phase
              from pgretype.run
             where run.id = :run""";

    private final JdbcClient jdbc;
    private final long run;
    private final List<TableUnderChange> tables;
    private final Tally tally;
    private final Throttled throttled;
    private final RecentRate working = new RecentRate();
    private final RecentRate elapsed = new RecentRate();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "pgretype-pulse");
        daemon.setDaemon(true);
        return daemon;
    });
    private @Nullable Before before;
    private long walSoFar;

    private Pulse(Database database, long run, List<TableUnderChange> tables, Tally tally, Throttled throttled) {
        this.jdbc = database.jdbc();
        this.run = run;
        this.tables = List.copyOf(tables);
        this.tally = tally;
        this.throttled = throttled;
    }

    /**
     * Begins to tell, until it is closed.
     *
     * @param run its number in the ledger
     * @param tables all that the run goes through
     */
    public static Pulse start(
            Database database, long run, List<TableUnderChange> tables, Tally tally, Throttled throttled) {
        Pulse pulse = new Pulse(database, run, tables, tally, throttled);
        var unused = pulse.thread.scheduleWithFixedDelay(pulse::beat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return pulse;
    }

    /** What other processes of the same run have left, and where the server stood when this one began. */
    private record Before(long rowsTotal, long updated, long hot, long wal, HoldTimes holds, Samples samples) {}

    private void beat() {
        try {
            // First of all: it needs no server that answers.
            tally.hold(throttled.hold());
            Before known = before;
            if (known == null) {
                known = look();
                before = known;
                walSoFar = known.wal();
            }
            note();
            write(known);
            Reading reading =
                    jdbc.sql(READING).param("run", run).query(Reading.class).single();
            List<SignalSample> signals = throttled.signals();
            measure(known, reading, signals);
            known.samples().write(reading.done(), reading.wal(), throttled.workers(), signals);
        } catch (RuntimeException e) {
            LOG.debug("pulse of run {} not told", run, e);
        }
    }

    /** A run keeps its first estimate: while it works, new row versions make the table bigger but not its rows more. */
    private Before look() {
        Before found = jdbc.sql(LAST_BEAT)
                .param("run", run)
                .query((row, number) -> {
                    Long total = (Long) row.getObject("rows_total");
                    return new Before(
                            total == null ? new RowEstimate(jdbc).ofAll(tables) : total,
                            row.getLong("rows_updated"),
                            row.getLong("rows_hot"),
                            row.getLong("wal"),
                            HoldTimes.from(jdbc, run),
                            Samples.of(jdbc, run));
                })
                .single();
        return found;
    }

    private void note() {
        Duration now = Duration.ofNanos(System.nanoTime());
        long rows = tally.rows();
        working.add(now, rows, throttled.held());
        elapsed.add(now, rows, Duration.ZERO);
    }

    private void write(Before known) {
        jdbc.sql(BEAT)
                .param("run", run)
                .param("total", known.rowsTotal())
                .param(
                        "rate",
                        working.perSecond().isPresent() ? working.perSecond().getAsDouble() : null)
                .param("updated", known.updated() + tally.updated())
                .param("hot", known.hot() + tally.hot())
                .param("remark", tally.remark())
                .update();
    }

    /** @param done rows that all processes of the run have done */
    private record Reading(
            long wal, long failing, long done, @Nullable String phase) {}

    private void measure(Before known, Reading reading, List<SignalSample> signals) {
        ChangeMeters meters = tally.meters();
        // On a standby that was promoted the position may be an earlier one.
        meters.wal(Math.max(0, reading.wal() - walSoFar));
        walSoFar = reading.wal();
        meters.failingRows(reading.failing());
        String phase = reading.phase();
        if (phase != null) {
            meters.phase(Phase.valueOf(phase));
        }
        elapsed.perSecond().ifPresent(meters::rowsPerSecond);
        long updated = known.updated() + tally.updated();
        if (updated > 0) {
            meters.hotShare((double) (known.hot() + tally.hot()) / updated);
        }
        for (SignalSample signal : signals) {
            if (signal.value() != null) {
                meters.signal(signal.signal(), signal.value().doubleValue());
            }
        }
        meters.rows(known.rowsTotal(), reading.done());
        elapsed.perSecond().ifPresent(rate -> {
            if (rate > 0) {
                meters.remaining(Math.max(0, known.rowsTotal() - reading.done()) / rate);
            }
        });
        known.holds().since().forEach(meters::held);
    }

    /** Tells the last figures, but does not wait long for that. */
    @Override
    public void close() {
        Future<?> last = thread.submit(this::beat);
        thread.shutdown();
        try {
            last.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("last pulse of run {} not told", run, e);
        }
        thread.shutdownNow();
    }
}
