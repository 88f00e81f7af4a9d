package io.pgretype.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.sequence.Feed.Identity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many numbers are left, and for how long. */
class HeadRoomTest {

    private static final long INTEGER_MAX = 2_147_483_647L;

    @Test
    void theSequenceOrTheColumnEndsFirst() {
        assertThat(room(NumberType.INTEGER, "integer", 1, 1, INTEGER_MAX, 40).numbersLeft())
                .isEqualTo(INTEGER_MAX - 40);
        assertThat(room(NumberType.BIGINT, "integer", 1, 1, Long.MAX_VALUE, 40).numbersLeft())
                .isEqualTo(INTEGER_MAX - 40);
        assertThat(room(NumberType.INTEGER, "bigint", 1, 1, INTEGER_MAX, 40).numbersLeft())
                .isEqualTo(INTEGER_MAX - 40);
        assertThat(room(NumberType.BIGINT, "text", 1, 1, 100, 40).numbersLeft()).isEqualTo(60);
    }

    @Test
    void incrementsCount() {
        assertThat(room(NumberType.INTEGER, "integer", 50, 1, INTEGER_MAX, INTEGER_MAX - 149)
                        .numbersLeft())
                .isEqualTo(2);
        assertThat(room(NumberType.SMALLINT, "smallint", -1, Short.MIN_VALUE, -1, -1)
                        .numbersLeft())
                .isEqualTo(Short.MAX_VALUE);
    }

    @Test
    void whatIsBeyondHasNoneLeft() {
        assertThat(room(NumberType.BIGINT, "integer", 1, 1, Long.MAX_VALUE, 3_000_000_000L)
                        .numbersLeft())
                .isZero();
    }

    @Test
    void theWidestSpanIsNoOverflow() {
        assertThat(room(NumberType.BIGINT, "bigint", 1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE)
                        .numbersLeft())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void daysFollowFromWhatWasGivenOut() {
        HeadRoom room = room(NumberType.INTEGER, "integer", 1, 1, INTEGER_MAX, INTEGER_MAX - 1_000);
        assertThat(room.daysLeft(INTEGER_MAX - 1_500, Duration.ofHours(12)))
                .hasValueSatisfying(days -> assertThat(days).isCloseTo(1.0, within(1e-9)));
        assertThat(room.daysLeft(INTEGER_MAX - 1_000, Duration.ofHours(12))).isEmpty();
        assertThat(room.daysLeft(INTEGER_MAX, Duration.ofHours(12))).isEmpty();
    }

    private static HeadRoom room(
            NumberType type, String columnType, long increment, long min, long max, long position) {
        Sequence sequence = new Sequence(1, QualifiedName.of("public", "s"), type, 1, increment, min, max, 1, false);
        return new HeadRoom(new Feed(sequence, Identifier.of("id"), columnType, true, true, Identity.NONE), position);
    }
}
