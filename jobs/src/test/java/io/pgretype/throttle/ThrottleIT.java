package io.pgretype.throttle;

import static io.pgretype.throttle.Site.awaitHold;
import static io.pgretype.throttle.Site.awaitNoHold;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Hold;
import io.pgretype.testkit.AnyVersion;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What operators ask from elsewhere, and what becomes of it. */
@AnyVersion
class ThrottleIT {

    private static final Duration FULL_CHUNK = Duration.ofMillis(70);

    @AutoClose
    private final Site site = new Site();

    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void onAnIdleServerItAsksForFullChunksAtOnce() {
        try (Throttle throttle = site.throttle("workers 4")) {
            for (int worker = 0; worker < 4; worker++) {
                assertThat(throttle.enter(stop::get)).isTrue();
            }
            assertThat(throttle.chunkTime()).isEqualTo(FULL_CHUNK);
            assertThat(throttle.held()).isZero();
        }
    }

    @Test
    void aPauseHoldsTheNextChunkAndResumeLetsItGoOn() throws Exception {
        try (Throttle throttle = site.throttle()) {
            throttle.enter(stop::get);
            site.controls().pause(Site.CHANGE);
            awaitHold(throttle, "paused");
            assertThat(throttle.hold().map(Hold::text))
                    .contains("paused by " + site.database().user());
            assertThat(throttle.held()).as("somebody is still inside").isZero();
            throttle.leave(1, Duration.ofMillis(1));

            CountDownLatch entered = new CountDownLatch(1);
            Thread worker = new Thread(() -> {
                throttle.enter(stop::get);
                entered.countDown();
            });
            worker.start();
            Site.until(() -> throttle.held().toMillis() > 300);
            assertThat(entered.getCount()).isEqualTo(1);

            site.controls().resume(Site.CHANGE);
            entered.await();
            Duration held = throttle.held();
            assertThat(throttle.hold()).isEmpty();
            assertThat(throttle.held()).isEqualTo(held);
        }
    }

    @Test
    void aPauseOutlivesTheProcessAndItsNextStartWaits() {
        site.controls().pause(Site.CHANGE);
        try (Throttle throttle = site.throttle()) {
            Thread stopper = new Thread(() -> {
                awaitHold(throttle, "paused");
                stop.set(true);
            });
            stopper.start();
            assertThat(throttle.enter(stop::get)).as("stopped while paused").isFalse();
        }
    }

    @Test
    void aHoldIsInTheLedgerFromItsBeginningToItsEnd() {
        try (Throttle throttle = site.throttle()) {
            site.controls().pause(Site.CHANGE);
            Site.until(() -> site.holds().current(site.run()).isPresent());
            site.controls().resume(Site.CHANGE);
            Site.until(() -> site.holds().current(site.run()).isEmpty());
            awaitNoHold(throttle);
        }
        assertThat(site.database().column("select signal || ' ' || observed from pgretype.hold"))
                .containsExactly("paused by " + site.database().user());
    }

    @Test
    void aHoldEndsWithTheProcess() {
        site.controls().pause(Site.CHANGE);
        try (Throttle throttle = site.throttle()) {
            Site.until(() -> site.holds().current(site.run()).isPresent());
            awaitHold(throttle, "paused");
        }
        assertThat(site.holds().current(site.run())).isEmpty();
    }

    @Test
    void aHoldThatACrashLeftOpenEndsAtTheNextStart() {
        site.holds().begin(site.run(), new Hold("max-lag", "42s", ">", "10s", Instant.now()));
        assertThat(site.holds().current(site.run()).map(Hold::text)).contains("max-lag 42s > 10s");
        site.throttle().close();
        assertThat(site.holds().current(site.run())).isEmpty();
    }

    @Test
    void neverLetsMoreWorkersInThanOperatorsAllow() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger chunks = new AtomicInteger();
        try (Throttle throttle = site.throttle("workers 3")) {
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                workers.add(new Thread(() -> {
                    while (throttle.enter(stop::get)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        chunks.incrementAndGet();
                        Thread.yield();
                        inside.decrementAndGet();
                        throttle.leave(1, Duration.ofMillis(1));
                    }
                }));
            }
            workers.forEach(Thread::start);
            Site.until(() -> chunks.get() > 1_000);
            assertThat(most).hasValueLessThanOrEqualTo(3);

            site.controls().limit(Site.CHANGE, Site.limits("workers 1"));
            Site.until(() -> throttle.workers() == 1 && inside.get() <= 1);
            int before = chunks.get();
            Site.until(() -> chunks.get() > before + 10);
            most.set(0);
            int since = chunks.get();
            Site.until(() -> chunks.get() > since + 500);
            assertThat(most).hasValue(1);
            stop.set(true);
            for (Thread worker : workers) {
                worker.join();
            }
        }
    }

    /** What is owed would take longer than the test may. */
    @Test
    void whoHasSpentTheRateWaitsUntilItIsPaidOrLifted() throws Exception {
        try (Throttle throttle = site.throttle("max-rate 1000")) {
            assertThat(throttle.mostRows()).isEqualTo(250);
            throttle.enter(stop::get);
            throttle.leave(1_000_000, Duration.ofMillis(1));
            CountDownLatch entered = new CountDownLatch(1);
            Thread worker = new Thread(() -> {
                throttle.enter(stop::get);
                entered.countDown();
            });
            worker.start();
            Site.until(() -> worker.getState() == Thread.State.TIMED_WAITING);
            assertThat(entered.getCount()).isEqualTo(1);
            assertThat(throttle.hold()).as("a rate is no hold").isEmpty();

            site.controls().limit(Site.CHANGE, Site.limits("max-rate none"));
            entered.await();
            assertThat(throttle.mostRows()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void givesWayBesideAnApplicationAndTakesAllWhenItIsGone() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        Thread application = new Thread(() -> work(gone));
        application.start();
        try (Throttle throttle = site.throttle()) {
            Site.until(() -> throttle.chunkTime().compareTo(FULL_CHUNK) < 0);
            gone.set(true);
            application.join();
            Site.until(() -> throttle.chunkTime().equals(FULL_CHUNK));
        }
    }

    private void work(AtomicBoolean until) {
        try (Connection session = site.database().connect();
                Statement statement = session.createStatement()) {
            while (!until.get()) {
                statement.execute("insert into item values (1, 1) on conflict (id) do update set size = 2");
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCanaryLeavesNoRow() {
        try (Throttle throttle = site.throttle()) {
            Site.until(() -> rows("select count(*) from pgretype.canary where beat > 0") == 1);
            assertThat(throttle.hold()).isEmpty();
        }
        assertThat(rows("select count(*) from pgretype.canary")).isZero();
    }

    @Test
    void goesOnWithNewSessionsWhenItsOwnAreCut() {
        try (Throttle throttle = site.throttle()) {
            Site.until(() -> rows("select count(*) from pgretype.canary") == 1);
            site.database()
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'pgretype' and datname = current_database()");
            site.controls().pause(Site.CHANGE);
            awaitHold(throttle, "paused");
            long beats = rows("select beat from pgretype.canary");
            Site.until(() -> rows("select beat from pgretype.canary") != beats);
        }
    }

    private long rows(String query) {
        Long rows = site.database().value(query, Long.class);
        return rows == null ? 0 : rows;
    }
}
