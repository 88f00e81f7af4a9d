package io.pgretype.progress;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps in the ledger how a run went over time. Its newest row is written again until its span has passed; spans grow with
 * the run: a minute leaves 60 rows, a day some 3,000, a week some 4,000. Not thread-safe.
 */
final class Samples {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The share of the run's time that one row stands for. */
    private static final int SPANS = 500;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String BEFORE = """
            select extract(epoch from clock_timestamp() - run.started_at)::float8 as seconds,
                   coalesce(max(sample.number), 0) as number
              from pgretype.run
              left join pgretype.sample
                on sample.run = run.id
             where run.id = :run
             group by run.id""";

    private static final String WRITE = """
            insert into pgretype.sample (run, number, rows_done, wal, workers, signals)
            values (:run, :number, :done, :wal, :workers, cast(:signals as jsonb))
            on conflict (run, number) do update
               set taken_at = excluded.taken_at,
                   rows_done = excluded.rows_done,
                   wal = excluded.wal,
                   workers = excluded.workers,
                   signals = excluded.signals""";

    private final JdbcClient jdbc;
    private final long run;

    /** When the run began, by this process's clock. */
    private final long origin;

    private int number;
    private Duration spanEnds = Duration.ZERO;

    private Samples(JdbcClient jdbc, long run, long origin, int number) {
        this.jdbc = jdbc;
        this.run = run;
        this.origin = origin;
        this.number = number;
    }

    private record Before(double seconds, int number) {}

    /** Goes on behind what other processes of the same run have left. */
    static Samples of(JdbcClient jdbc, long run) {
        Before before = jdbc.sql(BEFORE).param("run", run).query(Before.class).single();
        return new Samples(jdbc, run, System.nanoTime() - Math.round(before.seconds() * 1e9), before.number());
    }

    /**
     * Writes what is known now.
     *
     * @param done rows that all processes of the run have done
     * @param wal where the server's WAL ends, in bytes
     */
    void write(long done, long wal, int workers, List<SignalSample> signals) {
        Duration now = Duration.ofNanos(System.nanoTime() - origin);
        if (now.compareTo(spanEnds) >= 0) {
            number++;
            spanEnds = now.plus(span(now));
        }
        jdbc.sql(WRITE)
                .param("run", run)
                .param("number", number)
                .param("done", done)
                .param("wal", wal)
                .param("workers", workers)
                .param("signals", JSON.writeValueAsString(signals))
                .update();
    }

    /** How long a row that begins at that age of the run stands for. */
    static Duration span(Duration age) {
        Duration share = age.dividedBy(SPANS);
        return share.compareTo(SHORTEST) > 0 ? share : SHORTEST;
    }
}
