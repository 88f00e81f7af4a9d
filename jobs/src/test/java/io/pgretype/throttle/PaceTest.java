package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration CHUNK = Duration.ofMillis(70);
    private static final int WORKERS = 2;
    private static final double BEARABLE = 1.5;

    private final Pace pace = new Pace();

    @Test
    void takesAllWhereNobodyElseIs() {
        assertThat(pace.atOnce(WORKERS)).isEqualTo(WORKERS);
        assertThat(pace.chunkTime(CHUNK, WORKERS)).isEqualTo(CHUNK);
        assertThat(pace.pauseAfter(CHUNK, WORKERS)).isZero();
    }

    @Test
    void beginsWithLittleBesideAnApplication() {
        pace.beCareful();
        assertThat(pace.effort(WORKERS)).isEqualTo(Pace.CAREFUL);
        assertThat(pace.atOnce(WORKERS)).isEqualTo(1);
        pace.takeAll();
        assertThat(pace.effort(WORKERS)).isEqualTo(WORKERS);
    }

    @Test
    void goesDownToOneWorkerShortChunksAndLongPausesButNeverToNothing() {
        for (int i = 0; i < 100; i++) {
            pace.adjust(10, BEARABLE, WORKERS);
        }
        assertThat(pace.atOnce(WORKERS)).isEqualTo(1);
        assertThat(pace.chunkTime(CHUNK, WORKERS)).isEqualTo(Pace.SHORTEST_CHUNK);
        assertThat(pace.effort(WORKERS)).isEqualTo(Pace.LEAST);
        Duration pause = pace.pauseAfter(Pace.SHORTEST_CHUNK, WORKERS);
        assertThat(duty(Pace.SHORTEST_CHUNK, pause)).isCloseTo(Pace.LEAST, within(0.001));
    }

    @Test
    void comesBackToAllWhenTheApplicationBearsIt() {
        pace.adjust(10, BEARABLE, WORKERS);
        double before = pace.effort(WORKERS);
        pace.adjust(1.1, BEARABLE, WORKERS);
        assertThat(pace.effort(WORKERS)).isGreaterThan(before);
        for (int i = 0; i < 100; i++) {
            pace.adjust(1.1, BEARABLE, WORKERS);
        }
        assertThat(pace.effort(WORKERS)).isEqualTo(WORKERS);
        assertThat(pace.pauseAfter(CHUNK, WORKERS)).isZero();
    }

    @Test
    void givesWayFasterTheMoreTheApplicationSuffers() {
        Pace little = new Pace();
        little.adjust(1.6, BEARABLE, WORKERS);
        pace.adjust(2.5, BEARABLE, WORKERS);
        assertThat(pace.effort(WORKERS)).isLessThan(little.effort(WORKERS)).isLessThan(WORKERS);
    }

    /** An application whose latency follows our effort: the loop must settle where it is just bearable. */
    @Test
    void settlesWhereItIsBearable() {
        double sum = 0;
        int steps = 2_000;
        for (int i = 0; i < steps; i++) {
            pace.adjust(1 + pace.effort(WORKERS), BEARABLE, WORKERS);
            sum += pace.effort(WORKERS);
        }
        assertThat(sum / steps).isCloseTo(0.5, within(0.1));
    }

    /** Workers share the work: with one and a half of them, each works three quarters of its time. */
    @Test
    void pausesOfSeveralWorkersAddUpToTheEffort() {
        while (pace.effort(WORKERS) > 1.5) {
            pace.adjust(1.51, BEARABLE, WORKERS);
        }
        double effort = pace.effort(WORKERS);
        assertThat(pace.atOnce(WORKERS)).isEqualTo(2);
        assertThat(2 * duty(CHUNK, pace.pauseAfter(CHUNK, WORKERS))).isCloseTo(effort, within(0.001));
    }

    private static double duty(Duration chunk, Duration pause) {
        return (double) chunk.toNanos() / chunk.plus(pause).toNanos();
    }
}
