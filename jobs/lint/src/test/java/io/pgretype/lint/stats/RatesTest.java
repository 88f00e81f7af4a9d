package io.pgretype.lint.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Size FIVE_MILLION = new Size(5_000_000, 750L * 1024 * 1024);

    /** In seconds: 1.3 to 1.8, 23, and 5 to 52 by the column. */
    @Test
    void comesNearWhatWasMeasured() {
        assertThat(Rates.read(FIVE_MILLION)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(Rates.rewritten(FIVE_MILLION)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(Rates.built(FIVE_MILLION)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    @Test
    void saysNoMoreThanThereIsToKnow() {
        assertThat(Rates.words(Duration.ofMillis(3))).isEqualTo("a second");
        assertThat(Rates.words(Duration.ofSeconds(1))).isEqualTo("1 second");
        assertThat(Rates.words(Duration.ofSeconds(119))).isEqualTo("119 seconds");
        assertThat(Rates.words(Duration.ofSeconds(130))).isEqualTo("2 minutes");
        assertThat(Rates.words(Duration.ofHours(3))).isEqualTo("3 hours");
        assertThat(Rates.words(Duration.ofDays(60))).isEqualTo("60 days");
    }

    @Test
    void smallIsSmallInRowsAndBytes() {
        assertThat(new Size(9_999, 1024).isSmall()).isTrue();
        assertThat(new Size(10_000, 1024).isSmall()).isFalse();
        assertThat(new Size(5, 10L * 1024 * 1024).isSmall()).isFalse();
    }
}
