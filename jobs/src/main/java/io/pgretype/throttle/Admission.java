package io.pgretype.throttle;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.ledger.Hold;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who may begin a chunk: the one place where workers, signals and canary meet, under one lock. */
final class Admission {

    /** How soon a waiting worker looks again: for a stop, and for what operators ask. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    /** For so long after a chunk its commit is still felt. */
    private static final long SETTLING = Duration.ofMillis(10).toNanos();

    /** The chunk, the keys of later ones, and what the job repository does beside. */
    private static final int TRANSACTIONS_A_CHUNK = 4;

    /** Looking for the application, and a part of reading the signals. */
    private static final int TRANSACTIONS_A_LOOK = 4;

    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Turnstile turnstile;
    private final RowBudget rows;
    private final Feedback feedback = new Feedback();
    private @Nullable Hold holding;
    private long lastBeat;
    private long transactions;

    Admission(LongSupplier clock) {
        long now = clock.getAsLong();
        this.clock = clock;
        this.turnstile = new Turnstile(now);
        this.rows = new RowBudget(now);
        this.lastBeat = now;
    }

    /** What holds now; the same as before holds since then. */
    void hold(Optional<Hold> found) {
        lock.lock();
        try {
            Hold before = holding;
            holding = found.map(hold ->
                            before != null && hold.signal().equals(before.signal()) ? hold.since(before.since()) : hold)
                    .orElse(null);
            turnstile.hold(holding != null, clock.getAsLong());
            if (before != null && holding == null) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the caller in, or lets it wait a little; it then must look at everything again. */
    @SuppressWarnings("WaitNotInLoop") // Waking up too early does no harm: whoever calls looks again.
    boolean enterOrWait(Limits limits) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = clock.getAsLong();
            Duration wait = rows.waitFor(now, limits.get(Limit.MAX_RATE));
            if (wait.isZero()) {
                wait = turnstile.enter(now, feedback.pace().atOnce(limits.workers()), AGAIN);
            }
            if (wait.isZero()) {
                return true;
            }
            changed.awaitNanos(Math.min(wait.toNanos(), AGAIN.toNanos()));
            return false;
        } finally {
            lock.unlock();
        }
    }

    void leave(long written, Duration took, int workers) {
        lock.lock();
        try {
            transactions += TRANSACTIONS_A_CHUNK;
            rows.spend(written);
            turnstile.leave(clock.getAsLong(), feedback.pace().pauseAfter(took, workers));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Duration chunkTime(Duration longest, int workers) {
        lock.lock();
        try {
            return feedback.pace().chunkTime(longest, workers);
        } finally {
            lock.unlock();
        }
    }

    Optional<Hold> hold() {
        lock.lock();
        try {
            return Optional.ofNullable(holding);
        } finally {
            lock.unlock();
        }
    }

    Duration held() {
        lock.lock();
        try {
            return turnstile.held(clock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** How many transactions we have made ourselves, about. */
    long transactions() {
        lock.lock();
        try {
            return transactions;
        } finally {
            lock.unlock();
        }
    }

    /** Whether others work with the server just now. */
    void application(boolean there) {
        lock.lock();
        try {
            transactions += TRANSACTIONS_A_LOOK;
            turnstile.rest(feedback.application(there, clock.getAsLong()));
        } finally {
            lock.unlock();
        }
    }

    /** Where nobody feels anything, now and then is enough. */
    boolean beatsOften() {
        lock.lock();
        try {
            return feedback.application() && holding == null;
        } finally {
            lock.unlock();
        }
    }

    /** The canary has beaten. */
    void felt(long latency, Duration interval, Limits limits) {
        OptionalDouble bearable = limits.get(Limit.MAX_SLOWDOWN).stream()
                .mapToDouble(percent -> percent / 100.0)
                .findAny();
        lock.lock();
        try {
            long now = clock.getAsLong();
            lastBeat = now;
            transactions++;
            feedback.beat(now, latency, turnstile.isEmptySince(now - latency - SETTLING));
            if (holding == null) {
                feedback.adjust(now, latency, interval.toNanos(), bearable, limits.workers());
                turnstile.rest(feedback.rest(now));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A commit's latency in per cent of what it is without us. */
    Measure slowdown() {
        lock.lock();
        try {
            long silence = clock.getAsLong() - lastBeat;
            if (silence > Reading.OLDEST.toNanos()) {
                return Measure.unknown("no commit for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(silence)));
            }
            return Measure.of(
                    Math.round(100 * feedback.slowdown()), feedback.application() ? "" : "nobody else works here");
        } finally {
            lock.unlock();
        }
    }
}
