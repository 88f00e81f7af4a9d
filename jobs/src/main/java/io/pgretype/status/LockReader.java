package io.pgretype.status;

import io.pgretype.ledger.LedgerSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how the locks of a change were got. A ledger of an older release knows only those of its transitions. */
final class LockReader {

    private static final String OF_TRANSITIONS = """
            select run.command,
                   transition.lock_attempts,
                   transition.lock_wait_ms,
                   coalesce(transition.lock_hold_ms, 0) as lock_hold_ms
              from pgretype.transition
              join pgretype.run
                on run.id = transition.run
             where transition.change = :change
               and transition.lock_attempts is not null
             order by transition.id""";

    private static final String LONGEST_OF_OTHERS = """

            union all
            select max(lock_use.%s)
              from pgretype.lock_use
              join pgretype.run
                on run.id = lock_use.run
             where run.change = :change""";

    private final JdbcClient jdbc;
    private final LedgerSchema schema;

    LockReader(JdbcClient jdbc, LedgerSchema schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    List<LockUse> ofTransitions(String change) {
        return jdbc.sql(OF_TRANSITIONS)
                .param("change", change)
                .query((row, number) -> new LockUse(
                        row.getString("command"),
                        row.getInt("lock_attempts"),
                        row.getLong("lock_wait_ms"),
                        row.getLong("lock_hold_ms")))
                .list();
    }

    /** Granted or not; null where no lock was asked for. */
    @Nullable
    Long longestWaitMs(String change) {
        return longest(change, "lock_wait_ms", "wait_ms");
    }

    @Nullable
    Long longestHoldMs(String change) {
        return longest(change, "lock_hold_ms", "hold_ms");
    }

    private @Nullable Long longest(String change, String ofTransition, String ofOther) {
        String others = LONGEST_OF_OTHERS.formatted(ofOther);
        return jdbc.sql("""
                        select max(longest)
                          from (select max(%s) as longest
                                  from pgretype.transition
                                 where change = :change%s) as locks""".formatted(ofTransition, hasOtherLocks() ? others : ""))
                .param("change", change)
                .query((row, number) -> (Long) row.getObject(1))
                .optional()
                .orElse(null);
    }

    boolean hasOtherLocks() {
        return schema.has("lock_use");
    }
}
