package io.pgretype.shell.watch;

import io.pgretype.status.HistoryEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;

/** What happened last, the newest at the bottom. */
final class Events {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    private Events() {}

    static Section section(int rank, List<HistoryEntry> events) {
        return new Section(rank, 2, events.size() + 1, true, room -> {
            List<AttributedString> lines = new ArrayList<>();
            lines.add(Line.of("LAST EVENTS", Line.HEADING));
            events.subList(Math.max(0, events.size() - (room - 1)), events.size()).stream()
                    .map(Events::line)
                    .forEach(lines::add);
            return lines;
        });
    }

    private static AttributedString line(HistoryEntry event) {
        return Line.of("%s  %s%s"
                .formatted(time(event.at()), event.what(), event.detail().isEmpty() ? "" : "  " + event.detail()));
    }

    /** In the operator's time zone. */
    static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
