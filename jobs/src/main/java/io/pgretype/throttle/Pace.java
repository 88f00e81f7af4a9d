package io.pgretype.throttle;

import java.time.Duration;

/**
 * How much of the server the work takes for itself, between a little and all that it may. Arithmetic alone: no threads, no
 * clock.
 *
 * <p>Effort is the time that workers spend in chunks, a second: 1.5 is one worker all the time and another half of it. Each
 * commit of the canary that is slower than bearable cuts it, each other one lets it grow a little, in such a proportion that
 * it settles where just {@link #SLOW_SHARE} of all commits are slow: it finds what is spare and keeps finding it. What
 * shrinks first is the number of workers, then the length of a chunk, and pauses grow.
 */
final class Pace {

    /** Less than that is taken from nobody, and the work must end some day. */
    static final double LEAST = 0.05;

    /** How it begins beside an application of which we do not know yet what it bears. */
    static final double CAREFUL = 0.25;

    static final Duration SHORTEST_CHUNK = Duration.ofMillis(12);

    /** So many commits are as slow as the slow ones are without us; so many may be. */
    static final double SLOW_SHARE = 0.02;

    /**
     * Of the longest chunk. A row that is being filled keeps its writer waiting, which no canary feels: how often and for how
     * long both grow with the chunk.
     */
    private static final double BESIDE_OTHERS = 0.2;

    private static final double CUT = 0.9;

    /** As many good commits as there are for each slow one make up for its cut. */
    private static final double GROWTH = Math.pow(CUT, -SLOW_SHARE / (1 - SLOW_SHARE));

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
     * A commit has ended.
     *
     * @param bearable whether it was as fast as it should be
     * @param workers how many there are
     */
    void adjust(boolean bearable, int workers) {
        double now = effort(workers);
        effort = bearable ? Math.min(workers, now * GROWTH) : Math.max(LEAST, now * CUT);
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
        double share = effort == Double.MAX_VALUE ? 1 : BESIDE_OTHERS * Math.min(1, effort(workers));
        long wanted = (long) (longest.toNanos() * share);
        return Duration.ofNanos(Math.min(longest.toNanos(), Math.max(SHORTEST_CHUNK.toNanos(), wanted)));
    }
}
