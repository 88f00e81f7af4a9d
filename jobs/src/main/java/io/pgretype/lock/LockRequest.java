package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What is to be locked and how patiently.
 *
 * @param purpose for people: {@code expand}, {@code cutover}
 * @param tables locked in this order, ACCESS EXCLUSIVE
 * @param budget how long one attempt may wait, and so how long anyone may wait behind it
 * @param deadline how long to go on trying
 */
public record LockRequest(String purpose, List<QualifiedName> tables, Duration budget, Duration deadline) {

    public LockRequest {
        tables = tables.stream()
                .sorted(java.util.Comparator.comparing(QualifiedName::sql))
                .toList();
    }

    public static LockRequest of(String purpose, QualifiedName table, Settings settings) {
        return new LockRequest(purpose, List.of(table), settings.lockBudget(), settings.lockDeadline());
    }
}
