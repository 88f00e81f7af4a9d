package io.pgretype.shell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongHoldsTest {

    private static final String CHANGE = "file-size";

    private Duration now = Duration.ofDays(-1);
    private final LongHolds holds = new LongHolds(Duration.ofMinutes(10), () -> now.toNanos());

    @Test
    void aHoldIsToldOnceWhenItIsLongAndOnceWhenItIsOver() {
        assertThat(after(0, true)).isEmpty();
        assertThat(after(9, true)).isEmpty();
        assertThat(after(1, true)).hasValue(new LongHolds.News(Event.HOLDING, Duration.ofMinutes(10)));
        assertThat(after(60, true)).isEmpty();
        assertThat(after(5, false)).hasValue(new LongHolds.News(Event.WENT_ON, Duration.ofMinutes(75)));
        assertThat(after(5, false)).isEmpty();
    }

    @Test
    void aShortHoldIsNotToldAndTheNextBeginsAnew() {
        assertThat(after(0, true)).isEmpty();
        assertThat(after(9, false)).isEmpty();
        assertThat(after(0, true)).isEmpty();
        assertThat(after(9, true)).isEmpty();
    }

    @Test
    void whatHeldARunThatIsOverIsForgotten() {
        assertThat(after(0, true)).isEmpty();
        assertThat(after(10, true)).isPresent();

        holds.forget(CHANGE);

        assertThat(after(0, false)).isEmpty();
        assertThat(after(0, true)).isEmpty();
    }

    @Test
    void eachChangeHasItsOwn() {
        assertThat(after(0, true)).isEmpty();
        assertThat(holds.seen("other", false)).isEmpty();
        assertThat(after(10, true)).isPresent();
    }

    private Optional<LongHolds.News> after(int minutes, boolean holding) {
        now = now.plusMinutes(minutes);
        return holds.seen(CHANGE, holding);
    }
}
