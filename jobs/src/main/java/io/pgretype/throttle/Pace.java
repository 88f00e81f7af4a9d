package io.pgretype.throttle;

import java.time.Duration;

/**
 * How much of the server the work takes for itself, between a little and all that it may. Arithmetic alone: no threads, no
 * clock.
 *
 * <p>Effort is the time that workers spend in chunks, a second: 1.5 is one worker all the time and another half of it.
 * While the application suffers effort shrinks by a share, while it does not it grows by a step: it finds what is spare
 * and keeps finding it. What shrinks first is the number of workers, then the length of a chunk, and pauses grow.
 */
final class Pace {

    /** Less than that is taken from nobody, and the work must end some day. */
    static final double LEAST = 0.05;

    /** How it begins beside an application of which we do not know yet what it bears. */
    static final double CAREFUL = 0.25;

    static final Duration SHORTEST_CHUNK = Duration.ofMillis(12);

    private static final double STEP = 0.05;
    private static final double LEAST_CUT = 0.9;
    private static final double DEEPEST_CUT = 0.5;

    private double effort = Double.MAX_VALUE;

    /** Nobody is there to give way to. */
    void takeAll() {
        effort = Double.MAX_VALUE;
    }

    /** Somebody has come; what we take is not known to be bearable. */
    void beCareful() {
        effort = Math.min(effort, CAREFUL);
    }

    /**
     * Looks how the application does, and takes less or more from now on.
     *
     * @param slowdown a commit's latency as a multiple of what it is without us
     * @param bearable what it may be
     * @param workers how many there are
     */
    void adjust(double slowdown, double bearable, int workers) {
        double now = effort(workers);
        effort = slowdown > bearable
                ? Math.max(LEAST, now * Math.max(DEEPEST_CUT, Math.min(LEAST_CUT, bearable / slowdown)))
                : Math.min(workers, now + STEP);
    }

    /** Seconds of work a second, of all workers together. */
    double effort(int workers) {
        return Math.min(effort, workers);
    }

    /** How many may work at the same time. */
    int atOnce(int workers) {
        return (int) Math.ceil(effort(workers) - 1e-9);
    }

    /** How long to wait after a chunk. */
    Duration pauseAfter(Duration chunk, int workers) {
        double wait = atOnce(workers) / effort(workers) - 1;
        return Duration.ofNanos((long) (chunk.toNanos() * wait));
    }

    /** How long a chunk should take. */
    Duration chunkTime(Duration longest, int workers) {
        long wanted = (long) (longest.toNanos() * Math.min(1, effort(workers)));
        return Duration.ofNanos(Math.min(longest.toNanos(), Math.max(SHORTEST_CHUNK.toNanos(), wanted)));
    }
}
