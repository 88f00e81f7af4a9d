package io.pgretype.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentRateTest {

    private final RecentRate rate = new RecentRate();

    @Test
    void isUnknownUntilThereIsSomethingToCompare() {
        assertThat(rate.perSecond()).isEmpty();

        sample(0, 0, 0);
        assertThat(rate.perSecond()).isEmpty();

        sample(1, 500, 0);
        assertThat(rate.perSecond()).hasValue(500);
    }

    @Test
    void forgetsHowItWasLongAgo() {
        for (int second = 0; second <= 60; second++) {
            sample(second, second * 1_000, 0);
        }
        for (int second = 61; second <= 90; second++) {
            sample(second, 60_000 + (second - 60) * 10, 0);
        }

        assertThat(rate.perSecond()).hasValue(10);
    }

    @Test
    void leavesOutTheTimeItWasHeld() {
        for (int second = 0; second <= 10; second++) {
            sample(second, second * 100, 0);
        }
        for (int second = 11; second <= 300; second++) {
            sample(second, 1_000, second - 10);
        }

        assertThat(rate.perSecond()).hasValue(100);
    }

    @Test
    void goesOnAfterAHoldWhereItWas() {
        for (int second = 0; second <= 10; second++) {
            sample(second, second * 100, 0);
        }
        sample(1_000, 1_000, 990);
        sample(1_001, 1_100, 990);

        assertThat(rate.perSecond()).hasValue(100);
    }

    private void sample(int second, int rows, int heldSeconds) {
        rate.add(Duration.ofSeconds(second), rows, Duration.ofSeconds(heldSeconds));
    }
}
