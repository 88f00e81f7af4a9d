package io.pgretype.apply;

import io.pgretype.database.Database;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Since when a transaction holds a lock that others wait behind, and so what is left of its budget. Looks from another
 * session, which does not see the tables that the transaction makes itself: nobody waits for those.
 */
final class StrongHold {

    private static final String HELD = """
            select exists (
                select
                  from pg_locks as lock
                  join pg_class as class
                    on class.oid = lock.relation
                 where lock.pid = :pid
                   and lock.granted
                   and lock.locktype = 'relation'
                   and lock.database = (select oid from pg_database where datname = current_database())
                   and lock.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                   and class.relpersistence <> 't')""";

    private final JdbcClient others;
    private final int pid;
    private long since;
    private boolean held;

    StrongHold(Database others, int pid) {
        this.others = others.jdbc();
        this.pid = pid;
    }

    /** Before a statement that may take one: if it does, others wait from now on. */
    void mark() {
        if (!held) {
            since = System.nanoTime();
        }
    }

    /** After it. */
    void look() {
        if (!held) {
            held = others.sql(HELD).param("pid", pid).query(Boolean.class).single();
        }
    }

    Duration left(Duration limit) {
        return held ? limit.minus(Duration.ofNanos(System.nanoTime() - since)) : limit;
    }

    /** Empty if there was none. */
    Optional<Long> since() {
        return held ? Optional.of(since) : Optional.empty();
    }
}
