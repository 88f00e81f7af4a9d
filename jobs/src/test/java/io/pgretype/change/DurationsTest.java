package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"100ms, 100", "30s, 30000", "5m, 300000", "1h30m, 5400000", "7d, 604800000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "250, 250ms", "12000, 12s", "65000, 1m 5s", "3900000, 1h 5m", "90000000, 1d 1h"})
    void writesTheTwoLargestUnits(long millis, String text) {
        assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
