package io.pgretype.phase;

import io.pgretype.ledger.Ledger;
import io.pgretype.lock.LockObserver;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockUse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells who watches a run whom it waits for, and the ledger what became of its locks. */
public final class RecordedLocks implements LockObserver {

    private final Ledger ledger;
    private final Assignment assignment;
    private final boolean inTransition;

    private RecordedLocks(Ledger ledger, Assignment assignment, boolean inTransition) {
        this.ledger = ledger;
        this.assignment = assignment;
        this.inTransition = inTransition;
    }

    /** For locks under which no phase is entered. */
    public static RecordedLocks beside(Ledger ledger, Assignment assignment) {
        return new RecordedLocks(ledger, assignment, false);
    }

    /** For locks whose work enters a phase: how they were granted is in that transition, committed with it. */
    static RecordedLocks ofTransition(Ledger ledger, Assignment assignment) {
        return new RecordedLocks(ledger, assignment, true);
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
            ledger.lockLog().granted(assignment.run(), request.purpose(), use, hold);
            use.cancelled()
                    .forEach(who -> assignment.say("cancelled for a lock of %s: %s".formatted(request.purpose(), who)));
        }
    }

    @Override
    public void notGranted(LockRequest request, LockUse use) {
        ledger.lockLog().notGranted(assignment.run(), request.purpose(), use);
    }
}
