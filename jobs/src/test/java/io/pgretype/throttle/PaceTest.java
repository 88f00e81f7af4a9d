package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration CHUNK = Duration.ofMillis(70);
    private static final int WORKERS = 2;

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
        adjust(100, false);
        assertThat(pace.atOnce(WORKERS)).isEqualTo(1);
        assertThat(pace.chunkTime(CHUNK, WORKERS)).isEqualTo(Pace.SHORTEST_CHUNK);
        assertThat(pace.effort(WORKERS)).isEqualTo(Pace.LEAST);
        Duration pause = pace.pauseAfter(Pace.SHORTEST_CHUNK, WORKERS);
        assertThat(duty(Pace.SHORTEST_CHUNK, pause)).isCloseTo(Pace.LEAST, within(0.001));
    }

    @Test
    void comesBackToAllWorkersWhileEveryCommitIsFast() {
        adjust(100, false);
        adjust(10, true);
        assertThat(pace.effort(WORKERS)).isGreaterThan(Pace.LEAST);
        adjust(10_000, true);
        assertThat(pace.effort(WORKERS)).isEqualTo(WORKERS);
        assertThat(pace.pauseAfter(CHUNK, WORKERS)).isZero();
        assertThat(pace.chunkTime(CHUNK, WORKERS))
                .as("shorter beside an application")
                .isLessThan(CHUNK);
    }

    @Test
    void aShortBudgetIsNeverExceeded() {
        pace.beCareful();
        Duration budget = Duration.ofMillis(5);
        assertThat(pace.chunkTime(budget, WORKERS)).isEqualTo(budget);
    }

    /** Commits become slow the more often the more we do: the loop must settle where just so many are. */
    @Test
    void settlesWhereASmallShareOfCommitsIsSlow() {
        SplittableRandom random = new SplittableRandom(1);
        int slow = 0;
        double sum = 0;
        int commits = 200_000;
        for (int i = 0; i < commits; i++) {
            // At an effort of 0.5 just the share is slow that may be.
            boolean isSlow = random.nextDouble() < Pace.SLOW_SHARE * Math.pow(pace.effort(WORKERS) / 0.5, 2);
            slow += isSlow ? 1 : 0;
            sum += pace.effort(WORKERS);
            pace.adjust(isSlow, false, WORKERS);
        }
        assertThat((double) slow / commits).isCloseTo(Pace.SLOW_SHARE, within(0.004));
        assertThat(sum / commits).isCloseTo(0.5, within(0.1));
    }

    /** Where the slow commits are as they were, but all others have become slower. */
    @Test
    void settlesWhereHalfOfTheCommitsAreSlowerThanUsual() {
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        int commits = 200_000;
        for (int i = 0; i < commits; i++) {
            // At an effort of 0.8 it is half of them.
            boolean isUnusual = random.nextDouble() < Pace.USUAL_SHARE * Math.pow(pace.effort(WORKERS) / 0.8, 2);
            sum += pace.effort(WORKERS);
            pace.adjust(false, isUnusual, WORKERS);
        }
        assertThat(sum / commits).isCloseTo(0.8, within(0.1));
    }

    /** Workers share the work: with one and a half of them, each works three quarters of its time. */
    @Test
    void pausesOfSeveralWorkersAddUpToTheEffort() {
        adjust(2, false);
        double effort = pace.effort(WORKERS);
        assertThat(effort).isBetween(1.1, 1.9);
        assertThat(pace.atOnce(WORKERS)).isEqualTo(2);
        assertThat(2 * duty(CHUNK, pace.pauseAfter(CHUNK, WORKERS))).isCloseTo(effort, within(0.001));
    }

    private void adjust(int commits, boolean bearable) {
        for (int i = 0; i < commits; i++) {
            pace.adjust(!bearable, !bearable, WORKERS);
        }
    }

    private static double duty(Duration chunk, Duration pause) {
        return (double) chunk.toNanos() / chunk.plus(pause).toNanos();
    }
}
