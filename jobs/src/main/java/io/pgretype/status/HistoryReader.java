package io.pgretype.status;

import io.pgretype.ledger.LedgerSchema;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what happened to a change: its runs, its transitions, and the locks that belong to none. */
final class HistoryReader {

    private static final String TRANSITIONS = """
            select entered_at as at,
                   lower(replace(from_phase || ' → ' || to_phase, '_', ' ')) as what,
                   entered_by as role,
                   null as os_user,
                   null as host,
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
                   end as detail
              from pgretype.transition
             where change = :change""";

    /** Of those that an older release noted: it knew no events. */
    private static final String RUNS = """

            union all
            select started_at,
                   command || ' started',
                   null,
                   null,
                   null,
                   nullif(options, '[]')
              from pgretype.run
             where change = :change
               and %1$s
            union all
            select ended_at,
                   command || ' ended: ' || lower(outcome),
                   null,
                   null,
                   null,
                   split_part(message, E'\\n', 1)
              from pgretype.run
             where change = :change
               and ended_at is not null
               and %1$s""";

    private static final String WITHOUT_EVENT = "not exists (select from pgretype.event where event.run = run.id)";

    private static final String EVENTS = """

            union all
            select at,
                   case
                       when kind = 'ASKED'
                       then command
                       else command || ' ' || lower(kind)
                   end,
                   role,
                   os_user,
                   host,
                   detail || case when times > 1 then format(' (%s times, last at %s)', times, to_char(last_at, 'YYYY-MM-DD HH24:MI:SS')) else '' end
              from pgretype.event
             where change = :change""";

    private static final String OTHER_LOCKS = """

            union all
            select lock_use.noted_at,
                   lock_use.purpose || case when lock_use.granted then ': locked' else ': lock not granted' end,
                   null,
                   null,
                   null,
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
    private final LedgerSchema schema;
    private final LockReader locks;

    HistoryReader(JdbcClient jdbc, LedgerSchema schema, LockReader locks) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.locks = locks;
    }

    /** Oldest first; empty for a change that no command has touched. */
    List<HistoryEntry> of(String change) {
        boolean hasEvents = schema.has("event");
        String sql = TRANSITIONS
                + RUNS.formatted(hasEvents ? WITHOUT_EVENT : "true")
                + (hasEvents ? EVENTS : "")
                + (locks.hasOtherLocks() ? OTHER_LOCKS : "")
                + "\n order by at";
        return jdbc.sql(sql)
                .param("change", change)
                .query((row, number) -> new HistoryEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("role"),
                        row.getString("os_user"),
                        row.getString("host"),
                        row.getString("detail") == null ? "" : row.getString("detail")))
                .list();
    }
}
