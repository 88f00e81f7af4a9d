package io.pgretype.throttle;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What the canary's latencies say of the application, and what follows for the pace. No threads, no clock; all times are
 * nanoseconds of one clock.
 *
 * <p>Latencies while none of our chunks runs are the baseline. Where the work leaves no room for them it rests shortly,
 * every few seconds, so that the baseline goes along with what the application does.
 */
final class Feedback {

    /** The slow commits are what people notice first. */
    private static final double SLOW = 1 - Pace.SLOW_SHARE;

    /** Where all wait a little, queues grow. */
    private static final double USUAL = 1 - Pace.USUAL_SHARE;

    /** However fast commits are: nobody notices a millisecond more of a slow one, or a few tenths of a usual one. */
    private static final long NOISE_OF_SLOW = 1_000_000;

    private static final long NOISE_OF_USUAL = 300_000;

    /** A stall counts for the beats that it kept from happening, but must not outweigh all else: it may not be ours. */
    private static final int MOST_BEATS_A_STALL = 5;

    private static final long JUDGE_EVERY = Duration.ofMillis(500).toNanos();
    private static final long REST_EVERY = Duration.ofSeconds(4).toNanos();
    private static final long BASELINE_SPAN = Duration.ofSeconds(60).toNanos();
    private static final long RECENT_SPAN = Duration.ofSeconds(4).toNanos();
    private static final Duration FIRST_REST = Duration.ofMillis(800);
    private static final Duration REST = Duration.ofMillis(100);
    private static final int MOST_BEATS = 2_000;
    private static final int ENOUGH = 30;
    private static final int ENOUGH_OF_A_REST = 8;

    private final Pace pace = new Pace();
    private final Beats baseline = new Beats(BASELINE_SPAN, MOST_BEATS);
    private final Beats recent = new Beats(RECENT_SPAN, MOST_BEATS);
    private boolean application;
    private long judged;
    private long rested;
    private long slow;
    private long usual;
    private double slowdown = 1;

    Pace pace() {
        return pace;
    }

    boolean application() {
        return application;
    }

    /** Whether somebody else works with the server. Says for how long to rest, to learn what a commit takes without us. */
    Duration application(boolean there, long now) {
        if (there == application) {
            return Duration.ZERO;
        }
        application = there;
        baseline.clear();
        recent.clear();
        slow = 0;
        usual = 0;
        slowdown = 1;
        if (!there) {
            pace.takeAll();
            return Duration.ZERO;
        }
        pace.beCareful();
        rested = now;
        return FIRST_REST;
    }

    /**
     * A beat has ended.
     *
     * @param alone whether none of our chunks ran meanwhile, nor just before
     */
    void beat(long at, long latency, boolean alone) {
        if (!application) {
            return;
        }
        // The application feels the times without chunks as well.
        recent.add(at, latency);
        if (alone) {
            baseline.add(at, latency);
        }
    }

    /**
     * Adjusts the pace to the beat that has just ended.
     *
     * @param interval in which they are due; those that a slow one kept from happening would have waited for its end
     * @param bearable as a multiple of the baseline; empty: any
     */
    void adjust(long now, long latency, long interval, OptionalDouble bearable, int workers) {
        if (!application || baseline.count() < ENOUGH) {
            return;
        }
        if (slow == 0 || now - judged >= JUDGE_EVERY) {
            judged = now;
            slow = baseline.quantile(SLOW).orElse(0);
            usual = baseline.quantile(USUAL).orElse(0);
            slowdown = Math.max(slowdown(SLOW, slow, NOISE_OF_SLOW), slowdown(USUAL, usual, NOISE_OF_USUAL));
        }
        if (bearable.isEmpty()) {
            pace.takeAll();
            return;
        }
        double mostOfSlow = most(slow, bearable.getAsDouble(), NOISE_OF_SLOW);
        double mostOfUsual = most(usual, bearable.getAsDouble(), NOISE_OF_USUAL);
        for (int i = 0; i < MOST_BEATS_A_STALL && latency - i * interval > 0; i++) {
            long waited = latency - i * interval;
            pace.adjust(waited > mostOfSlow, waited > mostOfUsual, workers);
        }
    }

    private static double most(long without, double bearable, long noise) {
        return Math.max(without * bearable, (double) without + noise);
    }

    private double slowdown(double quantile, long without, long noise) {
        long felt = recent.quantile(quantile).orElse(without);
        return felt <= without + noise ? 1 : (double) felt / without;
    }

    /** For how long to rest now; most times not at all. */
    Duration rest(long now) {
        if (!application || now - rested < REST_EVERY || baseline.countSince(now - REST_EVERY) >= ENOUGH_OF_A_REST) {
            return Duration.ZERO;
        }
        rested = now;
        return REST;
    }

    /** A commit's latency as a multiple of what it is without us; 1 while nobody else is there. */
    double slowdown() {
        return slowdown;
    }
}
