package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final long MILLISECOND = 1_000_000;

    private final Turnstile turnstile = new Turnstile(0);
    private long now;

    @Test
    void letsInAsManyAsThereArePlaces() {
        assertThat(enter(2)).isZero();
        assertThat(enter(2)).isZero();
        assertThat(enter(2)).isEqualTo(AGAIN);
        turnstile.leave(now, Duration.ZERO);
        assertThat(enter(2)).isZero();
    }

    @Test
    void fewerPlacesCountWhenThoseInsideHaveLeft() {
        enter(3);
        enter(3);
        turnstile.leave(now, Duration.ZERO);
        assertThat(enter(1)).isEqualTo(AGAIN);
        turnstile.leave(now, Duration.ZERO);
        assertThat(enter(1)).isZero();
    }

    @Test
    void afterAChunkThePauseMustPass() {
        enter(1);
        turnstile.leave(now, Duration.ofMillis(30));
        now += 10 * MILLISECOND;
        assertThat(enter(1)).isEqualTo(Duration.ofMillis(20));
        now += 20 * MILLISECOND;
        assertThat(enter(1)).isZero();
    }

    @Test
    void aRestBeginsWhenTheLastHasLeft() {
        enter(2);
        turnstile.rest(Duration.ofMillis(50));
        assertThat(enter(2)).as("one is still inside").isEqualTo(AGAIN);
        now += 500 * MILLISECOND;
        turnstile.leave(now, Duration.ZERO);
        assertThat(enter(2)).isEqualTo(Duration.ofMillis(50));
        now += 50 * MILLISECOND;
        assertThat(enter(2)).isZero();
        assertThat(enter(2)).as("a rest is over for all").isZero();
    }

    @Test
    void aHoldKeepsEverybodyOutAndCountsFromWhenTheLastHasLeft() {
        enter(2);
        now += 10 * MILLISECOND;
        turnstile.hold(true, now);
        assertThat(enter(2)).isEqualTo(AGAIN);
        now += 10 * MILLISECOND;
        assertThat(turnstile.held(now)).isZero();
        turnstile.leave(now, Duration.ZERO);
        now += 10 * MILLISECOND;
        assertThat(turnstile.held(now)).isEqualTo(Duration.ofMillis(10));
        turnstile.hold(true, now);
        now += 10 * MILLISECOND;
        turnstile.hold(false, now);
        now += 10 * MILLISECOND;
        assertThat(turnstile.held(now)).isEqualTo(Duration.ofMillis(20));
        assertThat(enter(2)).isZero();
    }

    private Duration enter(int places) {
        return turnstile.enter(now, places, AGAIN);
    }
}
