package io.pgretype.shell.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where a time stands in a drawing that is 1000 units wide. */
record TimeAxis(Instant from, Instant to) {

    private static final double WIDTH = 1000;

    /** Whatever lasts less is drawn as if it lasted that long: it is to be seen. */
    private static final double LEAST = 3;

    String x(Instant at) {
        return text(position(at));
    }

    /** Of what lasts from one time to another, cut where the axis ends. */
    String width(Instant since, Instant until) {
        return text(Math.max(LEAST, position(until) - position(since)));
    }

    private double position(Instant at) {
        double whole = Math.max(1, Duration.between(from, to).toMillis());
        double share = Duration.between(from, at).toMillis() / whole;
        return Math.min(1, Math.max(0, share)) * WIDTH;
    }

    static String text(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
