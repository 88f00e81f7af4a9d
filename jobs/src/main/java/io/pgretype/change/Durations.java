package io.pgretype.change;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 100ms}, {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 7d}. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Durations() {}

    /** @throws IllegalArgumentException if the text is no duration, with the form to write */
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw noDuration(text);
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
        }
        if (sum.compareTo(LONGEST) > 0) {
            throw noDuration(text);
        }
        return sum;
    }

    private static IllegalArgumentException noDuration(String text) {
        return new IllegalArgumentException(
                "'%s' is no duration such as 100ms, 30s, 5m, 1h30m, up to %dd".formatted(text, LONGEST.toDays()));
    }

    private static Duration part(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The two largest units that are not zero: {@code 1h 5m}, {@code 12s}, {@code 250ms}. */
    public static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return duration.toMinutes() + "m" + trailing(duration.toSecondsPart(), "s");
        }
        if (duration.compareTo(Duration.ofDays(1)) < 0) {
            return duration.toHours() + "h" + trailing(duration.toMinutesPart(), "m");
        }
        return duration.toDays() + "d" + trailing(duration.toHoursPart(), "h");
    }

    private static String trailing(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + unit;
    }
}
