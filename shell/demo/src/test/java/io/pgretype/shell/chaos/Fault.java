package io.pgretype.shell.chaos;

import io.pgretype.ledger.PhaseCommand;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Something that happens to a command.
 *
 * @param afterMs so long after the command was typed; for those at a commit, after it was armed so long after
 * @param forMs how long it lasts: a lock is held, a server is down
 */
record Fault(FaultKind kind, int afterMs, int forMs) {

    /** Most commands end within that time on the table of the suite. */
    private static final int LATEST_MS = 1_200;

    private static final int LONGEST_MS = 1_500;

    static Fault random(RandomGenerator random, PhaseCommand command) {
        int left = random.nextInt(Arrays.stream(FaultKind.values())
                .mapToInt(kind -> kind.weightDuring(command))
                .sum());
        for (FaultKind kind : FaultKind.values()) {
            left -= kind.weightDuring(command);
            if (left < 0) {
                return of(kind, random);
            }
        }
        throw new IllegalStateException("the weights end before their sum");
    }

    static Fault of(FaultKind kind, RandomGenerator random) {
        return new Fault(kind, random.nextInt(LATEST_MS), 100 + random.nextInt(LONGEST_MS));
    }

    @Override
    public String toString() {
        return "%s after %d ms for %d ms".formatted(kind, afterMs, forMs);
    }
}
