package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"100ms, 100", "30s, 30000", "5m, 300000", "1h30m, 5400000", "7d, 604800000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "-1",
                "0",
                "5",
                "5y",
                "1.5h",
                "3651d",
                "99999999d",
                "99999999999999999999d",
                "9999999999999999h"
            })
    void refusesWhatIsNoneWithTheFormToWrite(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'%s' is no duration such as 100ms, 30s, 5m, 1h30m, up to 3650d".formatted(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "250, 250ms", "12000, 12s", "65000, 1m 5s", "3900000, 1h 5m", "90000000, 1d 1h"})
    void writesTheTwoLargestUnits(long millis, String text) {
        assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
