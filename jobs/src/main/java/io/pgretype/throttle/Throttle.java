package io.pgretype.throttle;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.change.Settings;
import io.pgretype.ledger.Controls.Asked;
import io.pgretype.ledger.Controls.Wish;
import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;

/**
 * Lets chunks begin: as many at the same time, as often and as long as operators allow and the server and its application
 * bear. Whatever makes a worker wait, it waits here, with no transaction open.
 */
public final class Throttle implements AutoCloseable {

    /** A chunk must not take longer than the lock budget, and now and then one takes longer than it should. */
    private static final double SHARE_OF_LOCK_BUDGET = 0.7;

    /** A chunk of fewer is hardly worth its commit. */
    private static final long LEAST_ROWS = 100;

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int TICKS_A_READING = 4;

    private final Watched watched;
    private final Admission admission = new Admission(System::nanoTime);
    private final Wishes wishes;
    private final SignalWatch signals;
    private final Application application = new Application();
    private final HoldLog log;
    private final Loop watching;
    private final Loop canary;

    private Throttle(Ledger ledger, Watched watched) {
        this.watched = watched;
        this.wishes = new Wishes(ledger.controls(), watched.change(), System::nanoTime);
        this.signals = new SignalWatch(
                List.of(
                        new ReplicaLag(),
                        new SlotWal(),
                        new ArchiveWal(),
                        new SnapshotAge(),
                        new WraparoundVacuum(watched.tables()),
                        new WaitingSessions(watched.tables()),
                        new CommitLatency(admission::slowdown)),
                System::nanoTime);
        this.log = new HoldLog(ledger.holds(), watched.run());
        this.watching = new Loop("pgretype-signals", ledger.database(), this::watch);
        Canary singer = new Canary(watched.run(), admission::beatsOften, this::felt);
        this.canary = new Loop("pgretype-canary", ledger.database(), singer::sing);
    }

    /**
     * Reads all signals once, so that the first chunk knows them, and goes on in the background until it is closed. Ends
     * the hold that a crash of the same run has left in the ledger.
     */
    public static Throttle start(Ledger ledger, Watched watched) {
        ledger.holds().endLeftOpen(watched.run());
        Throttle throttle = new Throttle(ledger, watched);
        try (ReaderSession session = ReaderSession.open(ledger.database())) {
            throttle.signals.read(session);
            throttle.look(session);
        } catch (SQLException | DataAccessException e) {
            // Then they are not known yet: those that somebody relies on hold.
        }
        throttle.admission.hold(throttle.found(throttle.wishes.fresh()));
        throttle.watching.start();
        throttle.canary.start();
        return throttle;
    }

    /**
     * Waits until the next chunk may begin; then {@link #leave} must follow. For worker threads that have no transaction
     * open.
     *
     * @return false as soon as a stop is asked for: then no chunk may begin
     */
    public boolean enter(BooleanSupplier stopRequested) {
        try {
            while (!stopRequested.getAsBoolean()) {
                Asked asked = wishes.fresh();
                admission.hold(found(asked));
                if (admission.enterOrWait(limits(asked))) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * A chunk has ended, committed or not.
     *
     * @param rows how many it has written
     */
    public void leave(long rows, Duration took) {
        admission.leave(rows, took, workers());
    }

    /** How many workers operators allow just now; fewer may be let in at the same time. */
    public int workers() {
        return limits(wishes.last()).workers();
    }

    /** How long a chunk should take just now. */
    public Duration chunkTime() {
        return admission.chunkTime(longestChunk(watched.settings()), workers());
    }

    /** How long a chunk may take where nobody else is there: what is known before a throttle is started. */
    public static Duration longestChunk(Settings settings) {
        return Duration.ofNanos((long) (settings.lockBudget().toNanos() * SHARE_OF_LOCK_BUDGET));
    }

    /** How many rows a chunk should write at most just now, so that a low max-rate is not spent in a few bursts. */
    public long mostRows() {
        Limits limits = limits(wishes.last());
        OptionalLong rate = limits.get(Limit.MAX_RATE);
        return rate.isPresent() ? Math.max(LEAST_ROWS, rate.getAsLong() / (2L * limits.workers())) : Long.MAX_VALUE;
    }

    /** Every signal's newest value against its limit. */
    public List<Reading> readings() {
        return signals.readings(limits(wishes.last()));
    }

    /** What everybody waits for just now. */
    public Optional<Hold> hold() {
        return admission.hold();
    }

    /** For how long a hold or a pause has kept everybody waiting since the start. */
    public Duration held() {
        return admission.held();
    }

    /** Ends all that goes on in the background, and the hold in the ledger if there is one. */
    @Override
    public void close() {
        canary.stop();
        watching.stop();
        try {
            log.write(Optional.empty());
        } catch (DataAccessException e) {
            // The next start of the run ends it.
        }
    }

    private Limits limits(Asked asked) {
        return watched.settings().limits().with(asked.limits());
    }

    private Optional<Hold> found(Asked asked) {
        return asked.pause().map(Throttle::pause).or(() -> signals.readings(limits(asked)).stream()
                .filter(Reading::holds)
                .map(reading -> reading.hold(Instant.now()))
                .findFirst());
    }

    private static Hold pause(Wish wish) {
        return new Hold("paused", "by " + wish.who(), "", "", wish.since());
    }

    private void watch(ReaderSession session, Loop.Rest rest) throws InterruptedException {
        for (int tick = 1; rest.goesOnAfter(TICK); tick++) {
            if (tick % TICKS_A_READING == 0) {
                signals.read(session);
            }
            look(session);
            admission.hold(found(wishes.fresh()));
            log.write(admission.hold());
        }
    }

    private void look(ReaderSession session) {
        boolean there = application.isThere(session.jdbc(), System.nanoTime(), admission.transactions());
        admission.application(there);
    }

    private void felt(long latency, Duration interval) {
        admission.felt(latency, interval, limits(wishes.last()));
    }
}
