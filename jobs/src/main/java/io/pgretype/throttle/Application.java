package io.pgretype.throttle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether somebody else works with the server, of whatever database: they share its processors and its disks. Sessions
 * tell at once, and exactly; transactions are counted only where sessions are hidden from us, because the server counts
 * ours among them and is a second late.
 */
final class Application {

    private static final int PROBES = 8;

    /** Of the last probes, four a second, so many meet somebody busy; a monitor that asks once a second makes a quarter. */
    private static final double COMES = 0.75;

    private static final double GOES = 0.375;

    private static final double TRANSACTIONS_PER_SECOND = 10;
    private static final long COUNTED_OVER = Duration.ofSeconds(3).toNanos();

    private static final String PROBE = """
            select count(*) filter (where activity.state = 'active'
                                       or activity.state_change > clock_timestamp() - interval '250 ms') as busy,
                   count(*) filter (where activity.state is null) as hidden,
                   (select sum(xact_commit + xact_rollback) from pg_stat_database)::bigint as transactions
              from pg_stat_activity as activity
             where activity.usesysid is not null
               and activity.application_name <> 'pgretype'
               and (activity.backend_type = 'client backend' or activity.backend_type is null)""";

    private final Deque<Boolean> busy = new ArrayDeque<>();
    private long countedAt;
    private long counted = -1;
    private boolean hiddenAreBusy;
    private boolean there;

    private record Probe(int busy, int hidden, long transactions) {}

    /** @param own how many transactions we have made ourselves, about */
    boolean isThere(JdbcClient jdbc, long now, long own) {
        Probe probe = jdbc.sql(PROBE)
                .query((row, number) ->
                        new Probe(row.getInt("busy"), row.getInt("hidden"), row.getLong("transactions")))
                .single();
        countHidden(probe, now, own);
        return notice(probe.busy > 0) || hiddenAreBusy;
    }

    /** Whether others are there, after one more probe. */
    boolean notice(boolean somebodyIsBusy) {
        busy.addLast(somebodyIsBusy);
        if (busy.size() > PROBES) {
            busy.removeFirst();
        }
        double share = (double) busy.stream().filter(is -> is).count() / busy.size();
        there = share >= (there ? GOES : COMES);
        return there;
    }

    private void countHidden(Probe probe, long now, long own) {
        long others = probe.transactions - own;
        if (counted >= 0 && now - countedAt < COUNTED_OVER) {
            return;
        }
        double seconds = (now - countedAt) / 1e9;
        hiddenAreBusy = counted >= 0 && probe.hidden > 0 && (others - counted) / seconds > TRANSACTIONS_PER_SECOND;
        counted = Math.max(0, others);
        countedAt = now;
    }
}
