package io.pgretype.throttle;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many rows a transaction fills or compares. The application waits for a row that is filled until its chunk commits,
 * so a chunk takes as many rows as fit into the target time; 10,000 where they fit, for more of them gain nothing.
 */
public final class ChunkSize {

    public static final int USUAL = 10_000;
    public static final int SMALLEST = 100;
    private static final int LARGEST = 50_000;

    /** A chunk's time counts so much against those before it, except that a slow one counts at once. */
    private static final double WEIGHT = 0.3;

    private final Supplier<Duration> target;
    private final LongSupplier most;
    private double nanosPerRow;

    /**
     * @param target how long a chunk should take just now
     * @param most how many rows a chunk may have just now, whatever the time
     */
    public ChunkSize(Supplier<Duration> target, LongSupplier most) {
        this.target = target;
        this.most = most;
    }

    /** How many rows the next chunk should have. */
    public synchronized int rows() {
        if (nanosPerRow == 0) {
            return (int) Math.min(USUAL / 10, most.getAsLong());
        }
        double fit = Math.max(SMALLEST, Math.min(LARGEST, target.get().toNanos() / nanosPerRow));
        return (int) Math.min((long) fit, most.getAsLong());
    }

    /** A chunk was committed. */
    public synchronized void took(long rows, Duration time) {
        double observed = time.toNanos() / (double) Math.max(rows, 1);
        if (rows >= SMALLEST || nanosPerRow == 0) {
            nanosPerRow = observed > nanosPerRow ? observed : nanosPerRow + WEIGHT * (observed - nanosPerRow);
        }
    }
}
