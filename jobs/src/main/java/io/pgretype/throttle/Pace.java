package io.pgretype.throttle;

import java.time.Duration;

/**
 * How much of the server the work takes for itself, between a little and all that it may. Arithmetic alone: no threads, no
 * clock.
 *
 * <p>Effort is the time that workers spend in chunks, a second: 1.5 is one worker all the time and another half of it. It
 * gives way to whichever suffers more, the slow commits or the usual ones. What shrinks first is the number of workers, then
 * the length of a chunk, and pauses grow.
 */
final class Pace {

    /** Less than that is taken from nobody, and the work must end some day. */
    static final double LEAST = 0.05;

    /** How it begins beside an application of which we do not know yet what it bears. */
    static final double CAREFUL = 0.25;

    static final Duration SHORTEST_CHUNK = Duration.ofMillis(12);

    /** So many commits are as slow as the slow ones are without us; so many may be. */
    static final double SLOW_SHARE = 0.02;

    /** So many are slower than the usual ones. */
    static final double USUAL_SHARE = 0.5;

    /**
     * Of the longest chunk. A row that is being filled keeps its writer waiting, which no canary feels: how often and for how
     * long both grow with the chunk.
     */
    private static final double BESIDE_OTHERS = 0.2;

    private final Effort ofSlow = new Effort(SLOW_SHARE, 0.9);
    private final Effort ofUsual = new Effort(USUAL_SHARE, 0.98);
    private boolean givesWay;

    /** Nobody is there to give way to. */
    void takeAll() {
        givesWay = false;
        ofSlow.takeAll();
        ofUsual.takeAll();
    }

    /** Somebody has come; what we take is not known to be bearable. */
    void beCareful() {
        givesWay = true;
        ofSlow.atMost(CAREFUL);
        ofUsual.atMost(CAREFUL);
    }

    /**
     * A commit has ended.
     *
     * @param slow whether it took longer than a slow one may
     * @param unusual whether it took longer than a usual one may
     * @param workers how many there are
     */
    void adjust(boolean slow, boolean unusual, int workers) {
        givesWay = true;
        ofSlow.adjust(!slow, workers);
        ofUsual.adjust(!unusual, workers);
    }

    /** Seconds of work a second, of all workers together. */
    double effort(int workers) {
        return Math.min(ofSlow.of(workers), ofUsual.of(workers));
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
        double share = givesWay ? BESIDE_OTHERS * Math.min(1, effort(workers)) : 1;
        long wanted = (long) (longest.toNanos() * share);
        return Duration.ofNanos(Math.min(longest.toNanos(), Math.max(SHORTEST_CHUNK.toNanos(), wanted)));
    }
}
