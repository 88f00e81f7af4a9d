package io.pgretype.throttle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Remembers when the server's WAL had come how far. What the server itself says of a replica's delay stays as it was when
 * the replica stands still, and is absent when it has just begun.
 */
final class WalClock {

    private static final int MOST = 3_600;

    private record Tick(long at, long position) {}

    private final Deque<Tick> ticks = new ArrayDeque<>();

    /** @param at in nanoseconds of any clock that only goes forward */
    void tick(long at, long position) {
        if (ticks.isEmpty() || ticks.getLast().position < position) {
            ticks.addLast(new Tick(at, position));
        }
        if (ticks.size() > MOST) {
            ticks.removeFirst();
        }
    }

    /** For how long at least somebody who has come to {@code position} has been behind. */
    Duration behind(long at, long position) {
        for (Tick tick : ticks) {
            if (tick.position > position) {
                return Duration.ofNanos(at - tick.at);
            }
        }
        return Duration.ZERO;
    }
}
