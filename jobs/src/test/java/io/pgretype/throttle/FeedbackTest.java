package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FeedbackTest {

    private static final long INTERVAL = Duration.ofMillis(8).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
    private static final int WORKERS = 2;

    private final Feedback feedback = new Feedback();
    private long now;

    @Test
    void withoutAnApplicationNothingCounts() {
        beats(500, 100 * MILLISECOND, false);
        assertThat(feedback.pace().effort(WORKERS)).isEqualTo(WORKERS);
        assertThat(feedback.rest(now)).isZero();
        assertThat(feedback.slowdown()).isEqualTo(1);
    }

    @Test
    void restsOnceToLearnWhenAnApplicationComesAndBeginsCarefully() {
        assertThat(feedback.application(true, now)).isPositive();
        assertThat(feedback.application(true, now)).isZero();
        assertThat(feedback.pace().effort(WORKERS)).isEqualTo(Pace.CAREFUL);
    }

    @Test
    void takesMoreWhileCommitsAreAsFastAsWithoutUs() {
        learn();
        beats(500, MILLISECOND, false);
        assertThat(feedback.pace().effort(WORKERS)).isGreaterThan(Pace.CAREFUL);
        assertThat(feedback.slowdown()).isEqualTo(1);
    }

    @Test
    void takesLessWhileCommitsAreSlowerThanBearable() {
        learn();
        beats(500, 5 * MILLISECOND, false);
        assertThat(feedback.slowdown()).isEqualTo(5);
        assertThat(feedback.pace().effort(WORKERS)).isEqualTo(Pace.LEAST);
    }

    @Test
    void aFewTenthsOfAMillisecondAreNoise() {
        feedback.application(true, now);
        beats(100, MILLISECOND / 10, true);
        beats(500, 3 * MILLISECOND / 10, false);
        assertThat(feedback.pace().effort(WORKERS)).isGreaterThan(Pace.CAREFUL);
    }

    /** A queue that grows shows in the middle first, where the slowest were slow before. */
    @Test
    void takesLessWhileUsualCommitsAreSlower() {
        feedback.application(true, now);
        for (int i = 0; i < 100; i++) {
            beat(i % 10 == 0 ? 20 * MILLISECOND : MILLISECOND, true);
        }
        beats(500, 5 * MILLISECOND, false);
        assertThat(feedback.slowdown()).isEqualTo(5);
        assertThat(feedback.pace().effort(WORKERS)).isEqualTo(Pace.LEAST);
    }

    @Test
    void oneStallCountsForAllItKeptWaiting() {
        learn();
        beats(60, MILLISECOND, false);
        double before = feedback.pace().effort(WORKERS);
        beat(6 * MILLISECOND, false);
        double afterOne = feedback.pace().effort(WORKERS);
        assertThat(afterOne).isLessThan(before);
        beat(60 * MILLISECOND, false);
        assertThat(feedback.pace().effort(WORKERS) / afterOne).isLessThan(Math.pow(afterOne / before, 4));
    }

    @Test
    void oneStallWithoutUsDoesNotMakeSlowCommitsUsual() {
        feedback.application(true, now);
        beats(60, MILLISECOND, true);
        beat(90 * MILLISECOND, true);
        beats(500, 5 * MILLISECOND, false);
        assertThat(feedback.slowdown()).isEqualTo(5);
    }

    @Test
    void restsEveryFewSecondsUnlessThereAreTimesWithoutChunksAnyway() {
        learn();
        now += Duration.ofSeconds(5).toNanos();
        assertThat(feedback.rest(now)).isPositive();
        assertThat(feedback.rest(now)).as("once").isZero();
        now += Duration.ofSeconds(5).toNanos();
        beats(20, MILLISECOND, true);
        assertThat(feedback.rest(now)).isZero();
    }

    @Test
    void takesAllAgainWhenTheApplicationIsGone() {
        learn();
        beats(500, 5 * MILLISECOND, false);
        feedback.application(false, now);
        assertThat(feedback.pace().effort(WORKERS)).isEqualTo(WORKERS);
    }

    @Test
    void takesAllWhereTheLimitWasLifted() {
        learn();
        now += Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 100; i++) {
            feedback.beat(now, 5 * MILLISECOND, false);
        }
        feedback.adjust(now, 5 * MILLISECOND, INTERVAL, OptionalDouble.empty(), WORKERS);
        assertThat(feedback.pace().effort(WORKERS)).isEqualTo(WORKERS);
        assertThat(feedback.slowdown()).isEqualTo(5);
    }

    private void learn() {
        feedback.application(true, now);
        beats(100, MILLISECOND, true);
    }

    private void beats(int count, long latency, boolean alone) {
        for (int i = 0; i < count; i++) {
            beat(latency, alone);
        }
    }

    private void beat(long latency, boolean alone) {
        now += INTERVAL + latency;
        feedback.beat(now, latency, alone);
        feedback.adjust(now, latency, INTERVAL, OptionalDouble.of(1.5), WORKERS);
    }
}
