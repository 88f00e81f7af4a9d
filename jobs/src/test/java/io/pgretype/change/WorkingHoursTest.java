package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

    @ParameterizedTest
    @CsvSource({
        "09:00-17:30, 08:59:59.999, false",
        "09:00-17:30, 09:00:00, true",
        "09:00-17:30, 17:29:59.999, true",
        "09:00-17:30, 17:30:00, false",
        "22:00-05:00, 21:59:59.999, false",
        "22:00-05:00, 22:00:00, true",
        "22:00-05:00, 00:00:00, true",
        "22:00-05:00, 04:59:59.999, true",
        "22:00-05:00, 05:00:00, false",
        "18:00-00:00, 23:59:59.999, true",
        "18:00-00:00, 00:00:00, false",
        "00:00-06:00, 00:00:00, true",
    })
    void theirBeginningBelongsToThemAndTheirEndDoesNot(String hours, String time, boolean within) {
        assertThat(WorkingHours.parse(hours).contain(Instant.parse("2026-11-29T" + time + "Z")))
                .isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        // Winter time, one hour ahead of UTC; then summer time, two.
        "2026-01-15T20:59:59Z, false",
        "2026-01-15T21:00:00Z, true",
        "2026-07-15T19:59:59Z, false",
        "2026-07-15T20:00:00Z, true",
    })
    void goByTheClockOnTheWallOfTheirZone(String instant, boolean within) {
        assertThat(WorkingHours.parse("22:00-05:00 Europe/Oslo").contain(Instant.parse(instant)))
                .isEqualTo(within);
    }

    /** In Oslo, 02:00 was followed by 03:00 on 29 March 2026, at 01:00 UTC. */
    @ParameterizedTest
    @CsvSource({
        "02:30-05:00, 2026-03-29T00:59:59Z, false",
        "02:30-05:00, 2026-03-29T01:00:00Z, true",
        "02:30-05:00, 2026-03-29T02:59:59Z, true",
        "02:30-05:00, 2026-03-29T03:00:00Z, false",
        "01:00-02:30, 2026-03-29T00:59:59Z, true",
        "01:00-02:30, 2026-03-29T01:00:00Z, false",
        "02:10-02:50, 2026-03-29T00:59:59Z, false",
        "02:10-02:50, 2026-03-29T01:00:00Z, false",
        "22:00-05:00, 2026-03-29T01:00:00Z, true",
    })
    void loseAnHourThatIsLeftOut(String hours, String instant, boolean within) {
        assertThat(WorkingHours.parse(hours + " Europe/Oslo").contain(Instant.parse(instant)))
                .isEqualTo(within);
    }

    /** In Oslo, 02:00 to 03:00 came twice on 25 October 2026, at 00:00 and at 01:00 UTC. */
    @ParameterizedTest
    @CsvSource({
        "02:10-02:50, 2026-10-25T00:10:00Z, true",
        "02:10-02:50, 2026-10-25T00:50:00Z, false",
        "02:10-02:50, 2026-10-25T01:10:00Z, true",
        "02:10-02:50, 2026-10-25T01:50:00Z, false",
        "22:00-05:00, 2026-10-25T03:59:59Z, true",
        "22:00-05:00, 2026-10-25T04:00:00Z, false",
    })
    void haveAnHourTwiceThatIsRepeated(String hours, String instant, boolean within) {
        assertThat(WorkingHours.parse(hours + " Europe/Oslo").contain(Instant.parse(instant)))
                .isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, neither always nor hours such as 22:00-05:00 Europe/Oslo",
        "22:00-24:00, neither always nor hours such as",
        "9:00-17:00, neither always nor hours such as",
        "22:00-05:60, neither always nor hours such as",
        "22:00-05:00 Europe/Oslo please, neither always nor hours such as",
        "22:00-05:00 Europe/Olso, is no time zone; write one as in 22:00-05:00 Europe/Oslo",
        "22:00-05:00 CEST, is no time zone",
        "22:00-22:00 Europe/Oslo, it begins and ends at 22:00; write two times as in 22:00-05:00 Europe/Oslo",
    })
    void anythingElseIsRefusedWithAnExample(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkingHours.parse(text))
                .withMessageContaining(message);
    }

    @Test
    void areWrittenAsTheyAreRead() {
        assertThat(WorkingHours.parse("22:00-05:00  Europe/Oslo").text()).isEqualTo("22:00-05:00 Europe/Oslo");
        assertThat(WorkingHours.parse("22:00-05:00").text()).isEqualTo("22:00-05:00 UTC");
    }
}
