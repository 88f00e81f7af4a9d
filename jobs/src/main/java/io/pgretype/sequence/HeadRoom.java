package io.pgretype.sequence;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * How many numbers a sequence still has for a column.
 *
 * @param feed which for which
 * @param position the last number given out, or what would have been before the first
 */
public record HeadRoom(Feed feed, long position) {

    private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    /** Until the sequence ends or the column's type does; one that cycles has them until it begins again. */
    public long numbersLeft() {
        Sequence sequence = feed.sequence();
        Optional<NumberType> type = NumberType.of(feed.columnType());
        long last = sequence.increment() > 0
                ? Math.min(sequence.max(), type.map(NumberType::max).orElse(Long.MAX_VALUE))
                : Math.max(sequence.min(), type.map(NumberType::min).orElse(Long.MIN_VALUE));
        return Math.max(numbersTo(last), 0);
    }

    /**
     * At the rate of the numbers given out since.
     *
     * @param then where it was
     * @param since how long ago
     * @return empty where it gave out none, or went the other way
     */
    public Optional<Double> daysLeft(long then, Duration since) {
        double given = -numbersTo(then);
        double days = since.toMillis() / 1000.0 / SECONDS_OF_DAY;
        return given <= 0 || days <= 0 ? Optional.empty() : Optional.of(numbersLeft() / given * days);
    }

    /** Negative for one that it has passed. */
    private long numbersTo(long number) {
        return BigInteger.valueOf(number)
                .subtract(BigInteger.valueOf(position))
                .divide(BigInteger.valueOf(feed.sequence().increment()))
                .max(BigInteger.valueOf(-Long.MAX_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
