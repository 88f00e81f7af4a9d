package io.pgretype.ledger;

import io.pgretype.database.Database;
import io.pgretype.lock.LockUse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of changes from one phase to the next. */
public final class Transitions {

    private static final String SUPERSEDE = """
            update pgretype.run
               set ended_at = clock_timestamp(),
                   outcome = 'SUPERSEDED'
             where change = :change
               and id <> :run
               and ended_at is null""";

    private static final String WAS_ROLLED_BACK = """
            select exists (
                select
                  from pgretype.transition
                 where change = :change
                   and from_phase in ('CUT_OVER', 'PARTLY_CUT_OVER')
                   and to_phase in ('BACKFILLED', 'HARDENED')
                   and id > (select max(id)
                               from pgretype.transition
                              where change = :change
                                and to_phase = 'EXPANDED'
                                -- Harden leads back there too.
                                and from_phase <> 'BACKFILLED'))""";

    private final Database database;
    private final JdbcClient jdbc;
    private final Controls controls;
    private final TransitionLock lock;

    Transitions(Database database, Controls controls) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.controls = controls;
        this.lock = new TransitionLock(jdbc);
    }

    /** The phase of a change, {@link Phase#PLANNED} where the ledger does not know it. There must be a ledger. */
    Phase phase(String change) {
        return jdbc.sql("select phase from pgretype.change where name = :change")
                .param("change", change)
                .query(String.class)
                .optional()
                .map(Phase::valueOf)
                .orElse(Phase.PLANNED);
    }

    /** Until no transaction is under way any more that moves the change. */
    void awaitCommit(String change) {
        lock.awaitRelease(change);
    }

    /**
     * Moves a change to its next phase, in the caller's transaction or in one of its own.
     *
     * @param use how the phase's lock was got, null where it took none that others queue behind
     * @return the transition's number, for {@link #recordHold}
     */
    public long enter(String change, Phase phase, long run, @Nullable LockUse use) {
        return database.inTransaction(() -> move(change, phase, run, use));
    }

    private long move(String change, Phase phase, long run, @Nullable LockUse use) {
        lock.take(change);
        Phase from = phase(change);
        jdbc.sql("""
                        update pgretype.change
                           set phase = :phase,
                               phase_since = clock_timestamp()
                         where name = :change""").param("phase", phase.name()).param("change", change).update();
        supersedeOpenRuns(change, run);
        if (!phase.isOpen()) {
            controls.forget(change);
        }
        return jdbc.sql("""
                        insert into pgretype.transition
                               (change, run, from_phase, to_phase, lock_attempts, lock_wait_ms, blockers, cancelled)
                        values (:change, :run, :from, :to, :attempts, :wait, :blockers, :cancelled)
                        returning id""")
                .param("change", change)
                .param("run", run)
                .param("from", from.name())
                .param("to", phase.name())
                .param("attempts", use == null ? null : use.attempts())
                .param("wait", use == null ? null : use.waited().toMillis())
                .param("blockers", use == null ? null : LockLog.text(use.blockers()))
                .param("cancelled", use == null ? null : LockLog.text(use.cancelled()))
                .query(Long.class)
                .single();
    }

    /**
     * What was interrupted in another phase must not be taken up again: a backfill from before an abandon would skip the
     * rows that it had filled then.
     */
    private void supersedeOpenRuns(String change, long run) {
        jdbc.sql(SUPERSEDE).param("change", change).param("run", run).update();
    }

    /** How long the transition's lock was held is known only after its commit. */
    public void recordHold(long transition, Duration hold) {
        jdbc.sql("""
                        update pgretype.transition
                           set lock_hold_ms = :hold
                         where id = :transition""")
                .param("hold", hold.toMillis())
                .param("transition", transition)
                .update();
    }

    /** Whether somebody went back from the last cutover since the change was last expanded. */
    public boolean wasRolledBack(String change) {
        return jdbc.sql(WAS_ROLLED_BACK)
                .param("change", change)
                .query(Boolean.class)
                .single();
    }
}
