package io.pgretype.apply.flyway;

import io.pgretype.database.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Flyway with patience.
 *
 * @param budget how long one statement waits for a lock, and others wait behind it
 * @param deadline how long to go on trying
 */
public record PatientFlyway(Duration budget, Duration deadline) {

    public PatientFlyway {
        if (budget.toMillis() < 1) {
            throw new IllegalArgumentException("a lock budget of less than a millisecond would be none at all");
        }
    }

    /** As pgretype's own statements: 100 ms, for a minute. */
    public static PatientFlyway usual() {
        return new PatientFlyway(Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    /**
     * Before Flyway is loaded. Its own lock is that of a session then: one of a transaction would be held while CREATE INDEX
     * CONCURRENTLY waits for all transactions, and neither would ever end.
     */
    public void configure(FluentConfiguration configuration) {
        configuration
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .callbacks(Stream.concat(Arrays.stream(configuration.getCallbacks()), Stream.of(new LockBudget(budget)))
                        .toArray(Callback[]::new));
    }

    /**
     * Migrates; goes on with the migration that did not get its locks until the deadline.
     *
     * @throws FlywayException as Flyway does, at once where another attempt would not help
     */
    public MigrateResult migrate(Flyway flyway) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return flyway.migrate();
            } catch (FlywayException e) {
                Duration left = deadline.minusNanos(System.nanoTime() - start);
                if (!isWorthAnotherAttempt(e) || left.isNegative() || !paused(attempt)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isWorthAnotherAttempt(FlywayException e) {
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .map(SqlState::of)
                .anyMatch(state -> state.isOfLock() || state.isSerializationFailure());
    }

    /** Longer from attempt to attempt, up to 32 budgets, and never twice the same. False if the thread is to end. */
    private boolean paused(int attempt) {
        long most = budget.toMillis() << Math.min(attempt, 5);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(budget.toMillis(), most + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
