package io.pgretype.ledger;

import io.pgretype.database.Database;
import io.pgretype.lock.LockUse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of the locks that are not part of a transition. */
public final class LockLog {

    private final JdbcClient jdbc;

    LockLog(Database database) {
        this.jdbc = database.jdbc();
    }

    public void granted(long run, String purpose, LockUse use, Duration hold) {
        write(run, purpose, use, hold);
    }

    public void notGranted(long run, String purpose, LockUse use) {
        write(run, purpose, use, null);
    }

    private void write(long run, String purpose, LockUse use, @Nullable Duration hold) {
        jdbc.sql("""
                        insert into pgretype.lock_use
                               (run, purpose, granted, attempts, wait_ms, hold_ms, blockers, cancelled)
                        values (:run, :purpose, :granted, :attempts, :wait, :hold, :blockers, :cancelled)""")
                .param("run", run)
                .param("purpose", purpose)
                .param("granted", hold != null)
                .param("attempts", use.attempts())
                .param("wait", use.waited().toMillis())
                .param("hold", hold == null ? null : hold.toMillis())
                .param("blockers", text(use.blockers()))
                .param("cancelled", text(use.cancelled()))
                .update();
    }

    /** Null where there is nobody. */
    static @Nullable String text(List<String> sessions) {
        return sessions.isEmpty() ? null : String.join("\n", sessions);
    }
}
