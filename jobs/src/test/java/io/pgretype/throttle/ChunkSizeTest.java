package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A chunk has as many rows as fit into the target time. */
class ChunkSizeTest {

    private final AtomicReference<Duration> target = new AtomicReference<>(Duration.ofMillis(70));
    private final ChunkSize size = new ChunkSize(target::get, () -> Long.MAX_VALUE);

    @Test
    void beginsSmallWhileNothingIsKnown() {
        assertThat(size.rows()).isEqualTo(1_000);
    }

    @Test
    void followsWhatARowCosts() {
        size.took(1_000, Duration.ofMillis(10));
        assertThat(size.rows()).isEqualTo(7_000);
    }

    @Test
    void followsATargetThatChanges() {
        size.took(1_000, Duration.ofMillis(10));
        target.set(Duration.ofMillis(20));
        assertThat(size.rows()).isEqualTo(2_000);
    }

    @Test
    void aSlowChunkCountsAtOnceAndAFastOneSlowly() {
        size.took(1_000, Duration.ofMillis(10));
        size.took(7_000, Duration.ofMillis(700));
        assertThat(size.rows()).isEqualTo(700);
        size.took(700, Duration.ofMillis(7));
        assertThat(size.rows()).isBetween(701, 1_000);
        for (int i = 0; i < 50; i++) {
            size.took(1_000, Duration.ofMillis(10));
        }
        assertThat(size.rows()).isBetween(6_990, 7_000);
    }

    @Test
    void neverHasFewerThanAHundredNorMoreThanFiftyThousand() {
        size.took(1_000, Duration.ofNanos(1_000));
        assertThat(size.rows()).isEqualTo(50_000);
        size.took(1_000, Duration.ofMinutes(1));
        assertThat(size.rows()).isEqualTo(100);
    }

    @Test
    void theFewRowsOfAPartitionsEndTellNothing() {
        size.took(1_000, Duration.ofMillis(10));
        size.took(3, Duration.ofSeconds(1));
        assertThat(size.rows()).isEqualTo(7_000);
    }
}
