package io.pgretype.cutover;

import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockUse;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.run.Assignment;

/** Does the whole swap and rolls it back, to see how long the lock is waited for and held. */
final class Rehearsal {

    private final LockedTransaction locked;

    Rehearsal(LockedTransaction locked) {
        this.locked = locked;
    }

    /** Thrown under the lock when all is done, so that the transaction is rolled back. */
    private static final class AllDone extends RuntimeException {

        private final transient LockUse use;
        private final long heldNanos;

        AllDone(LockUse use, long heldNanos) {
            super("rehearsed", null, false, false);
            this.use = use;
            this.heldNanos = heldNanos;
        }
    }

    void run(LockRequest request, String fingerprint, Swap swap, Assignment assignment) {
        try {
            locked.run(
                    request,
                    use -> {
                        long start = System.nanoTime();
                        swap.forward(fingerprint);
                        throw new AllDone(use, System.nanoTime() - start);
                    },
                    assignment.activity()::waitingFor);
        } catch (AllDone done) {
            assignment.say("rehearsed: the swap works and was rolled back; %d attempts, waited %d ms, held %d ms."
                    .formatted(done.use.attempts(), done.use.waited().toMillis(), done.heldNanos / 1_000_000));
        }
    }
}
