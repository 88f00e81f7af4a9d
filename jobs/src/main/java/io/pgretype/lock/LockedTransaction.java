package io.pgretype.lock;

import io.pgretype.change.Durations;
import io.pgretype.database.Database;
import io.pgretype.database.SqlState;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * A transaction under locks that others wait behind, and that nobody notices: each attempt waits no longer than the budget
 * while others wait behind it, then gives way, pauses with jitter and tries the whole transaction again until the deadline.
 *
 * <p>An attempt first waits in an anteroom, SHARE UPDATE EXCLUSIVE, where it holds up no read and no write. Autovacuum
 * yields to a waiter only after deadlock_timeout: long past any budget, so that each attempt would fail while it runs. In
 * the anteroom there is time for that, and whoever is in it keeps autovacuum, DDL and other runs like this one out.
 */
public final class LockedTransaction {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** For a stop that somebody asks for during a pause. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final TableLocks tableLocks;
    private final Database database;
    private final BlockerWatch blockerWatch;

    public LockedTransaction(Database database) {
        this.tableLocks = new TableLocks(database);
        this.database = database;
        this.blockerWatch = new BlockerWatch(new Blockers(database.jdbc()));
    }

    /** What is done under the lock; it may be done several times, but is committed once. */
    public interface Work<T> {
        T underLock(LockUse use);
    }

    /**
     * @param hold of the locks, from the first one's grant until the commit was acknowledged
     */
    public record Committed<T>(T result, LockUse use, Duration hold) {

        /** For people: how the lock was got and how long it was held. */
        public String text() {
            return "lock: %d attempt%s, waited %d ms, held %d ms%s%s"
                    .formatted(
                            use.attempts(),
                            use.attempts() == 1 ? "" : "s",
                            use.waited().toMillis(),
                            hold.toMillis(),
                            use.blockers().isEmpty() ? "" : "; behind " + String.join("; ", use.blockers()),
                            use.cancelled().isEmpty() ? "" : "; cancelled " + String.join("; ", use.cancelled()));
        }
    }

    /**
     * Runs the work in one transaction that holds the locks.
     *
     * @throws ProblemException {@code lock-not-granted} when the deadline passes, or the observer asks for a stop;
     *     nothing was changed then
     */
    public <T> Committed<T> run(LockRequest request, Work<T> work, LockObserver observer) {
        long start = System.nanoTime();
        Sightings sightings = new Sightings();
        for (int number = 1; ; number++) {
            Attempt<T> attempt = new Attempt<>(request, work, observer, number, start, sightings);
            T result;
            try {
                result = database.inTransaction(attempt::underLock);
            } catch (DataAccessException | TransactionException e) {
                // A connection that breaks at commit leaves an error of the pool's, without a state.
                if (!sqlState(e).isWorthAnotherAttempt()) {
                    throw e;
                }
                sightings.attemptFailed();
                Duration left = request.deadline().minus(since(start));
                if (left.isNegative()
                        || left.isZero()
                        || stopRequestedWithin(pauseAfter(number, request.budget(), left), observer)) {
                    throw givenUp(request, sightings, sightings.use(number, since(start)), observer, e);
                }
                continue;
            }
            // Outside of the try: what fails from here on must not repeat what is committed.
            return attempt.committed(result);
        }
    }

    /** One transaction. */
    private final class Attempt<T> {

        private final LockRequest request;
        private final Work<T> work;
        private final LockObserver observer;
        private final int number;
        private final long start;
        private final Sightings sightings;
        private LockUse use;
        private long granted;

        Attempt(LockRequest request, Work<T> work, LockObserver observer, int number, long start, Sightings sightings) {
            this.request = request;
            this.work = work;
            this.observer = observer;
            this.number = number;
            this.start = start;
            this.sightings = sightings;
            this.use = new LockUse(number, Duration.ZERO, List.of(), List.of());
        }

        T underLock() {
            int pid = tableLocks.prepare(request, request.deadline().minus(since(start)));
            granted = System.nanoTime();
            if (!request.tables().isEmpty()) {
                try (var watching = blockerWatch.watch(pid, request, sightings, observer)) {
                    tableLocks.enterAnteroom(request);
                }
                try (var watching = blockerWatch.watch(pid, request, sightings, observer)) {
                    granted = tableLocks.take(request);
                }
            }
            use = sightings.use(number, Duration.ofNanos(granted - start));
            observer.waitingFor(null);
            T result = work(pid);
            observer.committing();
            return result;
        }

        /** It may take locks of its own: that of a sequence, for example. */
        private T work(int pid) {
            try (var watching = blockerWatch.watch(pid, request, sightings, observer)) {
                return work.underLock(use);
            } finally {
                observer.waitingFor(null);
            }
        }

        Committed<T> committed(T result) {
            Committed<T> committed = new Committed<>(result, use, since(granted));
            observer.granted(request, use, committed.hold());
            return committed;
        }
    }

    private static Duration pauseAfter(int attempt, Duration budget, Duration left) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), budget.toMillis() << Math.min(attempt, 10));
        long millis = budget.toMillis() / 2 + ThreadLocalRandom.current().nextLong(most);
        return Duration.ofMillis(Math.min(millis, Math.max(left.toMillis(), 1)));
    }

    /** Waits so long, or until somebody asks for a stop. */
    private static boolean stopRequestedWithin(Duration pause, LockObserver observer) {
        long start = System.nanoTime();
        try {
            while (!observer.stopRequested()) {
                if (since(start).compareTo(pause) >= 0) {
                    return false;
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lock", e);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static SqlState sqlState(Throwable thrown) {
        Throwable first = thrown;
        // Where the rollback failed too, what made it necessary is what counts.
        if (thrown instanceof TransactionSystemException failed && failed.getOriginalException() != null) {
            first = failed.getOriginalException();
        }
        for (Throwable cause = first; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqlState.of(sql);
            }
        }
        return new SqlState(null);
    }

    private static ProblemException givenUp(
            LockRequest request, Sightings sightings, LockUse use, LockObserver observer, Throwable cause) {
        boolean stopped = observer.stopRequested();
        ProblemException givenUp = new ProblemException(notGranted(request, sightings, use, stopped), cause);
        observer.waitingFor(null);
        try {
            observer.notGranted(request, use);
        } catch (DataAccessException e) {
            givenUp.addSuppressed(e);
        }
        return givenUp;
    }

    private static Problem notGranted(LockRequest request, Sightings sightings, LockUse use, boolean stopped) {
        List<String> next =
                new ArrayList<>(List.of("End that session or wait for it, then run the same command again"));
        next.addAll(sightings.waysOut(request.cancelsBlockers()));
        return new Problem(
                ProblemCode.LOCK_NOT_GRANTED,
                request.tables().isEmpty()
                        ? "%s did not get its locks.".formatted(request.purpose())
                        : "%s could not lock %s.".formatted(request.purpose(), request.tables()),
                "%d attempt%s of %d ms in %s (limit %s)%s; held by: %s%s"
                        .formatted(
                                use.attempts(),
                                use.attempts() == 1 ? "" : "s",
                                request.budget().toMillis(),
                                Durations.text(use.waited()),
                                Durations.text(request.deadline()),
                                stopped ? ", then a stop was asked for" : "",
                                use.blockers().isEmpty() ? "not seen" : String.join("; ", use.blockers()),
                                use.cancelled().isEmpty() ? "" : "; cancelled: " + String.join("; ", use.cancelled())),
                "This transaction changed nothing.",
                String.join("; ", next) + ".");
    }
}
