package io.pgretype.run;

import io.pgretype.ledger.LockLog;
import io.pgretype.lock.LockObserver;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockUse;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tells who watches a run whom it waits for, and the ledger what became of its locks. */
public final class RecordedLocks implements LockObserver {

    private final LockLog log;
    private final Assignment assignment;
    private final boolean inTransition;

    private RecordedLocks(DataSource dataSource, Assignment assignment, boolean inTransition) {
        this.log = new LockLog(dataSource);
        this.assignment = assignment;
        this.inTransition = inTransition;
    }

    /** For locks under which no phase is entered. */
    public static RecordedLocks beside(DataSource dataSource, Assignment assignment) {
        return new RecordedLocks(dataSource, assignment, false);
    }

    /** For locks whose work enters a phase: how they were granted is in that transition, committed with it. */
    public static RecordedLocks ofTransition(DataSource dataSource, Assignment assignment) {
        return new RecordedLocks(dataSource, assignment, true);
    }

    @Override
    public void waitingFor(@Nullable String what) {
        assignment.activity().waitingFor(what);
    }

    @Override
    public boolean stopRequested() {
        return assignment.stopRequested();
    }

    @Override
    public void committing() {
        assignment.committing();
    }

    @Override
    public void granted(LockRequest request, LockUse use, Duration hold) {
        if (!inTransition) {
            log.granted(assignment.run(), request.purpose(), use, hold);
            use.cancelled()
                    .forEach(who -> assignment.say("cancelled for a lock of %s: %s".formatted(request.purpose(), who)));
        }
    }

    @Override
    public void notGranted(LockRequest request, LockUse use) {
        log.notGranted(assignment.run(), request.purpose(), use);
    }
}
