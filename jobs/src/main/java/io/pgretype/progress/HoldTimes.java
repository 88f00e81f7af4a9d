package io.pgretype.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long the signals held a run, from its holds in the ledger. Not thread-safe. */
final class HoldTimes {

    private static final String TIMES = """
            select signal,
                   extract(epoch from sum(coalesce(held_until, clock_timestamp()) - held_since))::float8
                       as seconds
              from pgretype.hold
             where run = :run
               and id > :last
             group by signal""";

    private final JdbcClient jdbc;
    private final long run;
    private final long lastBefore;
    private final Map<String, Duration> told = new HashMap<>();

    private HoldTimes(JdbcClient jdbc, long run, long lastBefore) {
        this.jdbc = jdbc;
        this.run = run;
        this.lastBefore = lastBefore;
    }

    /** Holds that begin from now on; those of a process before this one are that one's. */
    static HoldTimes from(JdbcClient jdbc, long run) {
        long last = jdbc.sql("select coalesce(max(id), 0) from pgretype.hold where run = :run")
                .param("run", run)
                .query(Long.class)
                .single();
        return new HoldTimes(jdbc, run, last);
    }

    private record Held(String signal, double seconds) {}

    /** By signal, what came since this was last asked. */
    Map<String, Duration> since() {
        Map<String, Duration> more = new HashMap<>();
        jdbc.sql(TIMES)
                .param("run", run)
                .param("last", lastBefore)
                .query(Held.class)
                .list()
                .forEach(held -> {
                    Duration all = Duration.ofNanos(Math.round(held.seconds() * 1e9));
                    Duration before = told.getOrDefault(held.signal(), Duration.ZERO);
                    if (all.compareTo(before) > 0) {
                        told.put(held.signal(), all);
                        more.put(held.signal(), all.minus(before));
                    }
                });
        return more;
    }
}
