package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import io.pgretype.lock.Blockers.Blocker;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction under ACCESS EXCLUSIVE that nobody notices: each attempt waits no longer than the budget, then gives
 * way, pauses with jitter and tries the whole transaction again until the deadline.
 */
public final class LockedTransaction {

    /**
     * lock_not_available, deadlock_detected, serialization_failure, query_canceled (our statement_timeout),
     * idle_in_transaction_session_timeout (ours too, so before the commit was sent).
     */
    private static final Set<String> WORTH_ANOTHER_ATTEMPT = Set.of("55P03", "40P01", "40001", "57014", "25P03");

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final BlockerWatch blockerWatch;

    public LockedTransaction(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.blockerWatch = new BlockerWatch(new Blockers(jdbc));
    }

    /** What is done under the lock; it may be done several times, but is committed once. */
    public interface Work<T> {
        T underLock(LockUse use);
    }

    /**
     * @param hold from the lock's grant until the commit was acknowledged
     */
    public record Committed<T>(T result, LockUse use, Duration hold) {

        /** For people: how the lock was got and how long it was held. */
        public String text() {
            return "lock: %d attempt%s, waited %d ms, held %d ms%s"
                    .formatted(
                            use.attempts(),
                            use.attempts() == 1 ? "" : "s",
                            use.waited().toMillis(),
                            hold.toMillis(),
                            use.blockers().isEmpty() ? "" : "; behind " + String.join("; ", use.blockers()));
        }
    }

    /**
     * Runs the work in one transaction that holds the locks.
     *
     * @param waiting told whom we wait for, null when we do not
     * @throws ProblemException {@code lock-not-granted} when the deadline passes; nothing was changed then
     */
    public <T> Committed<T> run(LockRequest request, Work<T> work, Consumer<@Nullable String> waiting) {
        long start = System.nanoTime();
        Map<Integer, String> seen = new ConcurrentSkipListMap<>();
        for (int attempt = 1; ; attempt++) {
            Attempt<T> current = new Attempt<>(request, work, waiting, attempt, start, seen);
            try {
                T result = transaction.execute(status -> current.underLock());
                return current.committed(Objects.requireNonNull(result));
            } catch (DataAccessException | TransactionException e) {
                String state = sqlState(e);
                // A connection that breaks at commit leaves an error of the pool's, without a state.
                if (state == null || !WORTH_ANOTHER_ATTEMPT.contains(state)) {
                    throw e;
                }
                Duration left = request.deadline().minus(since(start));
                if (left.isNegative() || left.isZero()) {
                    waiting.accept(null);
                    throw notGranted(request, attempt, since(start), seen, e);
                }
                pause(request.budget(), attempt, left);
            }
        }
    }

    /** One transaction. */
    private final class Attempt<T> {

        private final LockRequest request;
        private final Work<T> work;
        private final Consumer<@Nullable String> waiting;
        private final int number;
        private final long start;
        private final Map<Integer, String> seen;
        private LockUse use;
        private long granted;

        Attempt(
                LockRequest request,
                Work<T> work,
                Consumer<@Nullable String> waiting,
                int number,
                long start,
                Map<Integer, String> seen) {
            this.request = request;
            this.work = work;
            this.waiting = waiting;
            this.number = number;
            this.start = start;
            this.seen = seen;
            this.use = new LockUse(number, Duration.ZERO, List.of());
        }

        T underLock() {
            lock(request, seen, waiting);
            granted = System.nanoTime();
            use = new LockUse(number, since(start), List.copyOf(seen.values()));
            waiting.accept(null);
            return work.underLock(use);
        }

        Committed<T> committed(T result) {
            return new Committed<>(result, use, since(granted));
        }
    }

    private void lock(LockRequest request, Map<Integer, String> seen, Consumer<@Nullable String> waiting) {
        set("lock_timeout", request.budget());
        // Catalog changes take milliseconds; what takes longer is something else and must not hold the lock.
        set("statement_timeout", request.budget().multipliedBy(10));
        // If this process freezes while it holds the lock, the server ends its session.
        set("idle_in_transaction_session_timeout", request.budget().multipliedBy(10));
        if (mayLowerDeadlockTimeout()) {
            // Autovacuum yields to a waiter only after deadlock_timeout, 1 s by default.
            set("deadlock_timeout", request.budget().dividedBy(5));
        }
        int pid = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
        BlockerWatch.Watching watching =
                blockerWatch.watch(pid, request.budget().dividedBy(2), blockers -> {
                    // The same session is seen at every attempt; its last state is what counts.
                    blockers.forEach(blocker -> seen.put(blocker.pid(), blocker.text()));
                    waiting.accept("a lock of "
                            + String.join(
                                    ", ", blockers.stream().map(Blocker::text).toList()));
                });
        try {
            for (QualifiedName table : request.tables()) {
                jdbc.sql("lock table %s in access exclusive mode".formatted(table.sql()))
                        .update();
            }
        } finally {
            watching.close();
        }
    }

    private void set(String setting, Duration value) {
        jdbc.sql("select set_config(:setting, :value, true)")
                .param("setting", setting)
                .param("value", value.toMillis() + "ms")
                .query(String.class)
                .single();
    }

    private boolean mayLowerDeadlockTimeout() {
        boolean hasGrantableSettings = jdbc.sql("select current_setting('server_version_num')::integer >= 150000")
                .query(Boolean.class)
                .single();
        // has_parameter_privilege came with PostgreSQL 15, so it must not stand in a statement for 14.
        return jdbc.sql(
                        hasGrantableSettings
                                ? "select has_parameter_privilege('deadlock_timeout', 'set')"
                                : "select current_setting('is_superuser')::boolean")
                .query(Boolean.class)
                .single();
    }

    private static void pause(Duration budget, int attempt, Duration left) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), budget.toMillis() << Math.min(attempt, 10));
        long millis = budget.toMillis() / 2 + ThreadLocalRandom.current().nextLong(most);
        try {
            Thread.sleep(Math.min(millis, Math.max(left.toMillis(), 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lock", e);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static @Nullable String sqlState(Throwable thrown) {
        Throwable first = thrown;
        // Where the rollback failed too, what made it necessary is what counts.
        if (thrown instanceof TransactionSystemException failed && failed.getOriginalException() != null) {
            first = failed.getOriginalException();
        }
        for (Throwable cause = first; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static ProblemException notGranted(
            LockRequest request, int attempts, Duration waited, Map<Integer, String> seen, Throwable cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.LOCK_NOT_GRANTED,
                        "%s could not lock %s.".formatted(request.purpose(), request.tables()),
                        "%d attempts of %d ms in %d s (limit %d s); held by: %s"
                                .formatted(
                                        attempts,
                                        request.budget().toMillis(),
                                        waited.toSeconds(),
                                        request.deadline().toSeconds(),
                                        seen.isEmpty() ? "not seen" : String.join("; ", seen.values())),
                        "This transaction changed nothing.",
                        "End that session or wait for it, then run the same command again."),
                cause);
    }
}
