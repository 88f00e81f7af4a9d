package io.pgretype.status;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what happened to a change: its runs, its transitions, and the locks that belong to none. */
final class HistoryReader {

    private static final String RUNS_AND_TRANSITIONS = """
            select started_at as at,
                   command || ' started' as what,
                   '' as who,
                   nullif(options, '[]') as detail
              from pgretype.run
             where change = :change
            union all
            select ended_at,
                   command || ' ended: ' || lower(outcome),
                   '',
                   split_part(message, E'\\n', 1)
              from pgretype.run
             where change = :change
               and ended_at is not null
            union all
            select entered_at,
                   lower(replace(from_phase || ' → ' || to_phase, '_', ' ')),
                   entered_by,
                   case
                       when lock_attempts is not null
                       then format(
                                'lock: %s attempt%s, waited %s ms, held %s ms',
                                lock_attempts,
                                case when lock_attempts > 1 then 's' else '' end,
                                lock_wait_ms,
                                coalesce(lock_hold_ms::text, '?'))
                            || coalesce('; behind ' || blockers, '')
                            -- A ledger of an older release has no such column.
                            || coalesce('; cancelled ' || (to_jsonb(transition) ->> 'cancelled'), '')
                   end
              from pgretype.transition
             where change = :change""";

    private static final String OTHER_LOCKS = """

            union all
            select lock_use.noted_at,
                   lock_use.purpose || case when lock_use.granted then ': locked' else ': lock not granted' end,
                   '',
                   format(
                       'lock: %s attempt%s, waited %s ms',
                       lock_use.attempts,
                       case when lock_use.attempts > 1 then 's' else '' end,
                       lock_use.wait_ms)
                   || coalesce(format(', held %s ms', lock_use.hold_ms), '')
                   || coalesce('; behind ' || lock_use.blockers, '')
                   || coalesce('; cancelled ' || lock_use.cancelled, '')
              from pgretype.lock_use
              join pgretype.run
                on run.id = lock_use.run
             where run.change = :change""";

    private final JdbcClient jdbc;
    private final LockReader locks;

    HistoryReader(JdbcClient jdbc, LockReader locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** Oldest first; empty for a change that no command has touched. */
    List<HistoryEntry> of(String change) {
        return jdbc.sql(RUNS_AND_TRANSITIONS + (locks.hasOtherLocks() ? OTHER_LOCKS : "") + "\n order by at")
                .param("change", change)
                .query((row, number) -> new HistoryEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("who"),
                        row.getString("detail") == null ? "" : row.getString("detail")))
                .list();
    }
}
