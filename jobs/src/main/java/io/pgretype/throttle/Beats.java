package io.pgretype.throttle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** The latest latencies of the canary, all times in nanoseconds of one clock. */
final class Beats {

    /** A stall counts once for every beat that it kept from happening, but must not outweigh all else. */
    private static final int MOST_BEATS_A_STALL = 50;

    private final long span;
    private final int most;
    private final Deque<Beat> beats = new ArrayDeque<>();

    private record Beat(long at, long latency) {}

    /**
     * Remembers for a time.
     *
     * @param span older ones are forgotten
     * @param most of several kept, the oldest make way
     */
    Beats(long span, int most) {
        this.span = span;
        this.most = most;
    }

    /**
     * Counts a beat.
     *
     * @param interval in which beats were due; those that a slow one kept from happening would have waited for its end
     */
    void add(long at, long latency, long interval) {
        long felt = latency;
        for (int i = 0; i < MOST_BEATS_A_STALL && felt > 0; i++) {
            beats.addLast(new Beat(at, felt));
            felt -= interval;
        }
        while (beats.size() > most) {
            beats.removeFirst();
        }
        forgetBefore(at - span);
    }

    void forgetBefore(long instant) {
        while (!beats.isEmpty() && beats.getFirst().at < instant) {
            beats.removeFirst();
        }
    }

    void clear() {
        beats.clear();
    }

    int count() {
        return beats.size();
    }

    /** How many there are since then. */
    int countSince(long instant) {
        return (int) beats.stream().filter(beat -> beat.at >= instant).count();
    }

    /** Empty if there are none. */
    OptionalLong quantile(double share) {
        long[] sorted = beats.stream().mapToLong(Beat::latency).sorted().toArray();
        return sorted.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))]);
    }
}
