package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be locked and how patiently.
 *
 * @param purpose for people: {@code expand}, {@code cutover}
 * @param tables locked in this order, ACCESS EXCLUSIVE; with none, the work takes a lock of its own that no read and no
 *     write waits behind
 * @param budget how long one attempt may make others wait
 * @param deadline how long to go on trying
 * @param cancelsBlockers whether the operator has asked to cancel the statements of who is in the way
 */
public record LockRequest(
        String purpose, List<QualifiedName> tables, Duration budget, Duration deadline, boolean cancelsBlockers) {

    public LockRequest {
        tables =
                tables.stream().sorted(Comparator.comparing(QualifiedName::sql)).toList();
    }

    public static LockRequest of(String purpose, QualifiedName table, Settings settings) {
        return new LockRequest(purpose, List.of(table), settings.lockBudget(), settings.lockDeadline(), false);
    }

    /** The same, but the operator's wish counts. */
    public LockRequest cancellingBlockers(boolean wish) {
        return new LockRequest(purpose, tables, budget, deadline, wish);
    }
}
