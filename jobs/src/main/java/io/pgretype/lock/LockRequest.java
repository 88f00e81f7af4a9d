package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What is to be locked and how patiently.
 *
 * @param purpose for people: {@code expand}, {@code cutover}
 * @param tables all of them are locked, in this order, or sequences where the mode is theirs; with none, the work takes a lock of its own that no read and no write
 *     waits behind
 * @param mode of the locks on all of them
 * @param budget how long one attempt, for all tables together, may make others wait
 * @param deadline how long to go on trying
 * @param cancelsBlockers whether the operator has asked to cancel the statements of who is in the way
 */
public record LockRequest(
        String purpose,
        List<QualifiedName> tables,
        LockMode mode,
        Duration budget,
        Duration deadline,
        boolean cancelsBlockers) {

    public LockRequest {
        tables = List.copyOf(tables);
    }

    /** ACCESS EXCLUSIVE on all of them. */
    public LockRequest(
            String purpose, List<QualifiedName> tables, Duration budget, Duration deadline, boolean cancelsBlockers) {
        this(purpose, tables, LockMode.ACCESS_EXCLUSIVE, budget, deadline, cancelsBlockers);
    }

    /** ACCESS EXCLUSIVE on all of them. */
    public static LockRequest of(String purpose, List<QualifiedName> tables, Settings settings) {
        return new LockRequest(purpose, tables, settings.lockBudget(), settings.lockDeadline(), false);
    }

    /** The same, but with other locks. */
    public LockRequest in(LockMode other) {
        return new LockRequest(purpose, tables, other, budget, deadline, cancelsBlockers);
    }

    /** The same, but the operator's wish counts. */
    public LockRequest cancellingBlockers(boolean wish) {
        return new LockRequest(purpose, tables, mode, budget, deadline, wish);
    }
}
