package io.pgretype.shell.page;

import io.pgretype.change.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures and times as people read them. */
record Texts(ZoneId zone) {

    static final String UNKNOWN = "–";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    String time(@Nullable Instant instant) {
        return instant == null ? UNKNOWN : TIME.format(instant.atZone(zone));
    }

    static String number(@Nullable Long number) {
        return number == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", number);
    }

    static String lasted(Instant from, Instant to) {
        return Durations.text(Duration.between(from, to));
    }

    static String milliseconds(@Nullable Long milliseconds) {
        return milliseconds == null ? UNKNOWN : number(milliseconds) + " ms";
    }
}
