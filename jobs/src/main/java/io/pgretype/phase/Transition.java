package io.pgretype.phase;

import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.LockedTransaction.Committed;

/**
 * Moves a change to the phase that a command leads to, under locks that others queue behind: the work and the ledger's row
 * are one transaction, so that after a crash or a lost acknowledgement the ledger says whether it happened.
 */
public final class Transition {

    private final Ledger ledger;
    private final PhaseCommand command;
    private final LockedTransaction locked;

    public Transition(Ledger ledger, PhaseCommand command) {
        this.ledger = ledger;
        this.command = command;
        this.locked = new LockedTransaction(ledger.database());
    }

    /**
     * Does the work and enters the phase, then notes and says how the locks were got and how long they were held.
     *
     * @param work may be done several times, but is committed once; what it throws leaves everything as it was
     * @param done what is said of it once it is committed
     * @throws io.pgretype.problem.ProblemException {@code lock-not-granted}; nothing was changed then
     */
    public void run(Assignment assignment, LockRequest request, Runnable work, String done) {
        run(assignment, request, work, command.to(), done);
    }

    /**
     * The same, where the command takes several of them.
     *
     * @param to the phase that this one leads to
     */
    public void run(Assignment assignment, LockRequest request, Runnable work, Phase to, String done) {
        Committed<Long> committed = locked.run(
                request,
                use -> {
                    work.run();
                    return ledger.transitions().enter(assignment.change().name(), to, assignment.run(), use);
                },
                RecordedLocks.ofTransition(ledger, assignment));
        ledger.transitions().recordHold(committed.result(), committed.hold());
        assignment.say(done);
        assignment.say(committed.text());
    }
}
