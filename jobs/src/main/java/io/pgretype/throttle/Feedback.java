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

    /** The share of commits whose latency counts: few enough left for one slow one not to decide, enough to feel bursts. */
    private static final double QUANTILE = 0.9;

    /** Two tenths of a millisecond are noise, however fast a commit is. */
    private static final long NOISE = 300_000;

    private static final long ADJUST_EVERY = Duration.ofMillis(400).toNanos();
    private static final long REST_EVERY = Duration.ofSeconds(4).toNanos();
    private static final long BASELINE_SPAN = Duration.ofSeconds(60).toNanos();
    private static final Duration FIRST_REST = Duration.ofMillis(800);
    private static final Duration REST = Duration.ofMillis(100);
    private static final int MOST_BEATS = 1_000;
    private static final int ENOUGH = 20;
    private static final int ENOUGH_OF_A_REST = 8;

    private final Pace pace = new Pace();
    private final Beats baseline = new Beats(BASELINE_SPAN, MOST_BEATS);
    private final Beats recent = new Beats(BASELINE_SPAN, MOST_BEATS);
    private boolean application;
    private long adjusted;
    private long rested;
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
        slowdown = 1;
        if (!there) {
            pace.takeAll();
            return Duration.ZERO;
        }
        pace.beCareful();
        adjusted = now;
        rested = now;
        return FIRST_REST;
    }

    /**
     * A beat has ended.
     *
     * @param interval in which they are due
     * @param alone whether none of our chunks ran meanwhile, nor just before
     */
    void beat(long at, long latency, long interval, boolean alone) {
        if (!application) {
            return;
        }
        // The application feels the times without chunks as well.
        recent.add(at, latency, interval);
        if (alone) {
            baseline.add(at, latency, interval);
        }
    }

    /**
     * Adjusts the pace if it is time, and there is enough to judge by.
     *
     * @param bearable as a multiple of the baseline; empty: any
     */
    void adjust(long now, OptionalDouble bearable, int workers) {
        if (!application || now - adjusted < ADJUST_EVERY || recent.count() < ENOUGH || baseline.count() < ENOUGH) {
            return;
        }
        adjusted = now;
        long usual = baseline.quantile(QUANTILE).orElseThrow();
        long felt = recent.quantile(QUANTILE).orElseThrow();
        recent.clear();
        slowdown = felt <= usual + NOISE ? 1 : (double) felt / usual;
        if (bearable.isPresent()) {
            pace.adjust(slowdown, bearable.getAsDouble(), workers);
        } else {
            pace.takeAll();
        }
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
