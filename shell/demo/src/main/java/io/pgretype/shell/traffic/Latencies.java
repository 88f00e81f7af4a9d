package io.pgretype.shell.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets that are 3 % wide, from a microsecond to half a day. Many threads may write while others
 * read.
 */
public final class Latencies {

    private static final int SUB_BITS = 5;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final int MAX_BITS = 36;

    private final AtomicLongArray counts = new AtomicLongArray((MAX_BITS - SUB_BITS + 1) * SUB_BUCKETS);
    private final AtomicLong longest = new AtomicLong();

    public void add(long micros) {
        long value = Math.max(0, Math.min(micros, (1L << MAX_BITS) - 1));
        counts.incrementAndGet(bucket(value));
        longest.accumulateAndGet(value, Math::max);
    }

    /** Adds all that the other has counted so far. */
    void add(Latencies other) {
        for (int i = 0; i < counts.length(); i++) {
            counts.addAndGet(i, other.counts.get(i));
        }
        longest.accumulateAndGet(other.longest.get(), Math::max);
    }

    /** A wait that is counted elsewhere but was felt here too. */
    void atLeast(long micros) {
        longest.accumulateAndGet(micros, Math::max);
    }

    public LatencySummary summary() {
        long count = 0;
        for (int i = 0; i < counts.length(); i++) {
            count += counts.get(i);
        }
        return new LatencySummary(count, quantile(count, 0.5), quantile(count, 0.99), micros(longest.get()));
    }

    private Duration quantile(long count, double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int i = 0; i < counts.length() && wanted > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return micros(Math.min(upperBound(i), longest.get()));
            }
        }
        return Duration.ZERO;
    }

    /** Exact below 32; above that the five bits after the leading one choose among 32 buckets a power of two. */
    private static int bucket(long value) {
        if (value < SUB_BUCKETS) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift + 1) * SUB_BUCKETS + (int) (value >>> shift) - SUB_BUCKETS;
    }

    private static long upperBound(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long lower = (long) (SUB_BUCKETS + bucket % SUB_BUCKETS) << shift;
        return lower + (1L << shift) - 1;
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
