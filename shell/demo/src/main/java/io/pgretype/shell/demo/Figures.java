package io.pgretype.shell.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same wherever the demo runs. */
public final class Figures {

    private Figures() {}

    /** For example {@code 1,000,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 12.3 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f s", duration.toNanos() / 1e9);
    }

    /** For example {@code 0.42 ms} or {@code 103 ms}: three digits say enough. */
    public static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        int decimals = millis < 1 ? 2 : millis < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f ms", millis);
    }

    /** For example {@code 83,400 rows/s}. */
    public static String rate(long rows, Duration duration) {
        return count(Math.round(rows / Math.max(1e-3, duration.toNanos() / 1e9))) + " rows/s";
    }
}
