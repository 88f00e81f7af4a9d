package io.pgretype.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The session that works on a change. What the server does not tell this role of other roles' sessions is null.
 *
 * @param pid of its server process
 * @param host the client's address; {@code [local]} for a socket
 * @param since when it connected
 */
public record LeaseHolder(
        int pid,
        @Nullable String user,
        @Nullable String host,
        @Nullable Instant since) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT);

    /** For people, in their time zone: {@code pid 4711 (alice at 10.0.0.5, connected since 2026-03-01 10:00:00+00:00)}. */
    public String text() {
        return "pid %d (%s at %s, connected since %s)"
                .formatted(
                        pid,
                        user == null ? "user unknown" : user,
                        host == null ? "an address unknown" : host,
                        since == null
                                ? "a time unknown"
                                : TIME.format(
                                        since.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault())));
    }
}
