package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Limits;
import io.pgretype.throttle.Reading.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final Signal SIGNAL = new SlotWal();
    private static final Duration FRESH = Duration.ofMillis(300);

    @Test
    void aValueUpToItsLimitIsFine() {
        assertThat(reading(Site.limits("max-slot-wal 1MB"), 1 << 20).state()).isEqualTo(State.FINE);
    }

    @Test
    void aValueAboveItsLimitHolds() {
        Reading reading = reading(Site.limits("max-slot-wal 1MB"), 20 << 20);
        assertThat(reading.holds()).isTrue();
        assertThat(reading.hold(Instant.EPOCH).text()).isEqualTo("max-slot-wal 20MB > 1MB");
    }

    @Test
    void withoutALimitNothingHolds() {
        assertThat(reading(Site.limits("max-slot-wal none"), Long.MAX_VALUE).state())
                .isEqualTo(State.OFF);
        assertThat(unknown(Site.limits("max-slot-wal none"), FRESH).state()).isEqualTo(State.OFF);
    }

    @Test
    void whatIsNotKnownHoldsOnlyIfSomebodySetItsLimit() {
        assertThat(unknown(Limits.DEFAULTS, FRESH).state()).isEqualTo(State.UNKNOWN);
        Reading required = unknown(Site.limits("max-slot-wal 1MB"), FRESH);
        assertThat(required.holds()).isTrue();
        assertThat(required.hold(Instant.EPOCH).text()).isEqualTo("max-slot-wal unknown against 1MB");
    }

    @Test
    void aValueThatIsTooOldIsNotKnown() {
        Duration old = Reading.OLDEST.plusMillis(1);
        Reading reading = Reading.of(SIGNAL, Site.limits("max-slot-wal 1MB"), Measure.of(0, ""), old);
        assertThat(reading.state()).isEqualTo(State.UNKNOWN_HOLDS);
        assertThat(reading.value()).isEmpty();
        assertThat(reading.detail()).isEqualTo("not read for too long");
    }

    @Test
    void aSlowCommitSlowsDownAndDoesNotHold() {
        Reading reading =
                Reading.of(new CommitLatency(() -> Measure.of(300, "")), Limits.DEFAULTS, Measure.of(300, ""), FRESH);
        assertThat(reading.state()).isEqualTo(State.SLOWS);
        assertThat(reading.holds()).isFalse();
    }

    @Test
    void aVacuumAgainstWraparoundHoldsUnlessItsLimitIsLifted() {
        Reading reading =
                Reading.of(new WraparoundVacuum(List.of(1L)), Limits.DEFAULTS, Measure.of(1, "pid 4711"), FRESH);
        assertThat(reading.hold(Instant.EPOCH).text()).isEqualTo("max-wraparound 1 > 0");
        Reading lifted = Reading.of(
                new WraparoundVacuum(List.of(1L)),
                Site.limits("max-wraparound none"),
                Measure.of(1, "pid 4711"),
                FRESH);
        assertThat(lifted.state()).isEqualTo(State.OFF);
    }

    private static Reading reading(Limits limits, long value) {
        return Reading.of(SIGNAL, limits, Measure.of(value, ""), FRESH);
    }

    private static Reading unknown(Limits limits, Duration age) {
        return Reading.of(SIGNAL, limits, Measure.unknown("no privilege"), age);
    }
}
