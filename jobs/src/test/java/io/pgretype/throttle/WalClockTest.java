package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WalClockTest {

    private static final long SECOND = 1_000_000_000;

    private final WalClock clock = new WalClock();

    @Test
    void whoHasComeAsFarAsTheServerIsNotBehind() {
        clock.tick(SECOND, 100);
        assertThat(clock.behind(60 * SECOND, 100)).isZero();
    }

    @Test
    void whoStandsStillFallsBehindFromWhenTheServerWentOn() {
        clock.tick(SECOND, 100);
        clock.tick(2 * SECOND, 100);
        clock.tick(3 * SECOND, 200);
        clock.tick(4 * SECOND, 300);
        assertThat(clock.behind(10 * SECOND, 100)).isEqualTo(Duration.ofSeconds(7));
        assertThat(clock.behind(10 * SECOND, 250)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void whoWasBehindFromTheBeginningIsSoForAsLongAsWeLook() {
        clock.tick(SECOND, 100);
        assertThat(clock.behind(5 * SECOND, 1)).isEqualTo(Duration.ofSeconds(4));
    }
}
