package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedTrafficIT {

    private static final int PER_SECOND = 400;
    private static final BenchmarkCase KIND =
            BenchmarkCase.parse("uuid-0-200-default").withRows(500);

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void aTable() throws Exception {
        database = TestDatabase.create();
        BenchmarkTable.create(database.url(), KIND);
    }

    @Test
    void aStallIsFeltByAllThatWasDueMeanwhile() throws Exception {
        try (PacedTraffic traffic = PacedTraffic.paced(database.url(), KIND, PER_SECOND)) {
            TrafficPeriod stalled = traffic.period();
            long start = System.nanoTime();
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("lock table file in access exclusive mode");
                await().until(() -> waiting() == PacedTraffic.SESSIONS);
                // What is due while they wait is what this is about.
                TimeUnit.MILLISECONDS.sleep(250);
                connection.rollback();
            }
            traffic.stop();
            double seconds = (System.nanoTime() - start) / 1e9;

            TrafficFigures figures = stalled.figures();
            assertThat(figures.sinceDue().max()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
            assertThat(figures.longestStatement()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
            // A closed loop would have counted the four statements that waited, and nothing else.
            assertThat(figures.sinceDue().count())
                    .isBetween((long) (PER_SECOND * 0.25), (long) (PER_SECOND * seconds) + PacedTraffic.SESSIONS);
            assertThat(figures.errors()).isZero();
        }
    }

    @Test
    void anErrorIsCountedAndToldAndTheSessionGoesOn() throws Exception {
        try (PacedTraffic traffic = PacedTraffic.paced(database.url(), KIND, PER_SECOND)) {
            TrafficPeriod broken = traffic.period();
            database.execute("alter table file rename column duration to length");
            await().until(() -> broken.figures().errors() > PacedTraffic.SESSIONS);
            traffic.stop();

            assertThat(broken.figures().firstErrors()).anyMatch(error -> error.contains("duration"));
        }
    }

    private int waiting() {
        return database.value(
                "select count(*) from pg_locks where relation = 'file'::regclass and not granted", Integer.class);
    }
}
