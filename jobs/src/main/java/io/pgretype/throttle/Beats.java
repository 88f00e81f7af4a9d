package io.pgretype.throttle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** The latest latencies of the canary, all times in nanoseconds of one clock. */
final class Beats {

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

    void add(long at, long latency) {
        beats.addLast(new Beat(at, latency));
        while (beats.size() > most) {
            beats.removeFirst();
        }
        forgetBefore(at - span);
    }

    private void forgetBefore(long instant) {
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
