package io.pgretype.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.status.HistoryEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTableTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TIME =
            "%s".formatted(AT.atZone(ZoneId.systemDefault()).toLocalDateTime()).replace('T', ' ') + ":00";

    @Test
    void theDetailIsBelow() {
        assertThat(HistoryTable.lines(List.of(
                        new HistoryEntry(AT, "expand started", "owner", "alice", "build-7", ""),
                        new HistoryEntry(
                                AT, "planned → expanded", "owner", null, null, "lock: 1 attempt, waited 3 ms"))))
                .containsExactly(
                        "AT                   WHAT                WHO",
                        TIME + "  expand started      owner (alice@build-7)",
                        TIME + "  planned → expanded  owner",
                        "                     lock: 1 attempt, waited 3 ms");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        String host = "a-build-server-with-a-long-name.ci.example.com";
        List<String> lines = HistoryTable.lines(List.of(
                new HistoryEntry(
                        AT, "cutover: lock not granted", null, null, null, "behind pid 4711 (app): update ".repeat(9)),
                new HistoryEntry(AT, "cutover interrupted", "shop_owner", "alice", host, "")));

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines)
                .containsSubsequence(
                        TIME + "  cutover interrupted",
                        "                     by shop_owner",
                        "                     (alice@%s)".formatted(host));
    }

    @Test
    void nothingIsSaidToo() {
        assertThat(HistoryTable.lines(List.of())).containsExactly("nothing happened yet");
    }
}
