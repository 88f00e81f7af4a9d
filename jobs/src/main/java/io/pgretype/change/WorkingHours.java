package io.pgretype.change;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of each day in which a scheduler's runs may work, over midnight too, as the clock on a wall of that zone shows
 * them. Where that clock is put forward they lose the time it leaves out, all of them if they lie within it; where it is
 * put back they have what it repeats twice.
 *
 * @param from belongs to them
 * @param to does not
 */
public record WorkingHours(LocalTime from, LocalTime to, ZoneId zone) {

    private static final String EXAMPLE = "22:00-05:00 Europe/Oslo";
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    private static final Pattern FORM = Pattern.compile("(%1$s)-(%1$s)(?: +(\\S+))?".formatted(TIME));
    private static final String DEFAULT_ZONE = "UTC";

    public WorkingHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "it begins and ends at %s; write two times as in %s, or always".formatted(from, EXAMPLE));
        }
    }

    /**
     * Reads {@code 22:00-05:00 Europe/Oslo}; without a zone: UTC.
     *
     * @throws IllegalArgumentException with the form to write
     */
    public static WorkingHours parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is neither always nor hours such as %s".formatted(text, EXAMPLE));
        }
        String zone = parts.group(3) == null ? DEFAULT_ZONE : parts.group(3);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException("'%s' is no time zone; write one as in %s".formatted(zone, EXAMPLE));
        }
        return new WorkingHours(LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)), ZoneId.of(zone));
    }

    public boolean contain(Instant instant) {
        LocalTime time = timeOf(instant);
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }

    /** What the clock on the wall shows then. */
    public LocalTime timeOf(Instant instant) {
        return instant.atZone(zone).toLocalTime();
    }

    /** As it is written in the change file, with the zone in any case. */
    public String text() {
        return "%s-%s %s".formatted(from, to, zone);
    }
}
