package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Physical replicas: what is locked or pruned here is locked or pruned there. */
final class Replicas implements Notice {

    /** Those that are connected, and those that are to come back: a slot is kept for them. */
    private static final String REPLICAS = """
            select case
                       when sender.state is null then 'pid ' || sender.pid || ', pg_read_all_stats would say more'
                       else coalesce(nullif(sender.application_name, ''), 'pid ' || sender.pid)
                   end as name
              from pg_stat_replication as sender
             where (sender.state is null
                    or sender.state in ('streaming', 'catchup') and sender.replay_lsn is not null)
               and not exists (
                   select
                     from pg_replication_slots as slot
                    where slot.active_pid = sender.pid
                      and slot.slot_type = 'logical')
             union all
            select format('away, slot %I', slot_name)
              from pg_replication_slots
             where slot_type = 'physical'
               and not active
               and not temporary
             order by name""";

    private final JdbcClient jdbc;

    Replicas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "replicas: queries on the table wait, or are cancelled";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> replicas = replicas();
        return replicas.isEmpty()
                ? List.of()
                : List.of(
                        "  - replicas (%s): expand, cutover and contract lock the table there too. Replay waits for queries on it, for"
                                        .formatted(Notice.list(replicas))
                                + " max_standby_streaming_delay at most, and all queries on it wait meanwhile: see that no long ones run.",
                        "    Backfill prunes old rows, which cancels long queries there (\"conflict with recovery\"): set"
                                + " hot_standby_feedback=on there, or a longer max_standby_streaming_delay.");
    }

    private List<String> replicas() {
        return jdbc.sql(REPLICAS).query(String.class).list();
    }
}
