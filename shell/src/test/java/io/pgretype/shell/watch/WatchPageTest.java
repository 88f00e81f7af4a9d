package io.pgretype.shell.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WatchPageTest {

    private static final String TITLE = "file-size  public.file.size  integer → bigint";
    private static final String STEPS =
            "✓ planned ✓ expanded ▸ backfilled · hardened · verified · cut over · contracted";

    private final WatchPage page = new WatchPage(Signs.UNICODE);

    @Test
    void showsAllOfItInAnUsualTerminal() {
        assertThat(drawn(Watched.held(), 80, 24))
                .startsWith(TITLE, STEPS)
                .contains(
                        "[##################------------------------------------------------------]  25 %",
                        "250,000 of 1,000,000 rows  0 rows/s  2 workers",
                        "held by max-lag 42s > 10s since 10:21:03",
                        "backfill (since 03-01 10:05:00) runs in pid 4711 of shop_owner at 10.0.0.5",
                        "SIGNAL              VALUE    LIMIT  STATE",
                        "max-lag               42s      10s  holds          standby1",
                        "max-slot-wal          3GB     10GB  fine           slot standby1",
                        "max-snapshot-age      32m      45m  fine           pid 812",
                        "max-waiting       unknown        0  unknown        not read for too long",
                        "max-slowdown         180%     150%  slows          canary",
                        "LOCK WAITS",
                        "pgretype itself (pid 4712) waits 80ms for SHARE UPDATE EXCLUSIVE on public.file",
                        "pid 951 (shop, billing) waits 20ms for a row of public.file",
                        "LAST EVENTS",
                        "03-01 10:12:00  limit  max-lag 10s")
                .endsWith("q leaves; the change goes on.  03-01 10:21:45");
    }

    @Test
    void saysPlainlyThatSomebodyWaitsBehindPgretype() {
        assertThat(drawn(Watched.held(), 200, 50))
                .contains(
                        "  behind pid 812 (bob, psql), idle in transaction, 32m in its transaction: select * from file",
                        "  behind pgretype itself (pid 4713) and 1 more, active, 0ms in its transaction: update public.file …");
    }

    @Test
    void showsTheTimeLeftFirst() {
        assertThat(drawn(Watched.running(), 80, 24))
                .contains("15s left  250,000 of 1,000,000 rows  50,001 rows/s  2 workers");
        assertThat(drawn(Watched.running(), 30, 24)).contains("15s left");
    }

    @Test
    void keepsWhatMattersMostWhereThereIsLittleRoom() {
        assertThat(drawn(Watched.held(), 40, 10))
                .startsWith(
                        "file-size  public.file.size  integer → …",
                        "✓ expanded ▸ backfilled (2 of 7 done)",
                        "[########------------------------]  25 %",
                        "250,000 of 1,000,000 rows  0 rows/s",
                        "held by max-lag 42s > 10s since 10:21:03",
                        "backfill (since 03-01 10:05:00) runs in…");
        assertThat(drawn(Watched.held(), 40, 5))
                .containsExactly(
                        "✓ expanded ▸ backfilled (2 of 7 done)",
                        "[########------------------------]  25 %",
                        "250,000 of 1,000,000 rows  0 rows/s",
                        "held by max-lag 42s > 10s since 10:21:03",
                        "q leaves; the change goes on.  03-01 10…");
    }

    @Test
    void leavesOutSignalsThatAreFineFirst() {
        List<String> lines = drawn(Watched.running(), 80, 11);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("max-lag"))
                .anyMatch(line -> line.startsWith("max-slowdown"));
        assertThat(lines).noneMatch(line -> line.startsWith("max-slot-wal"));
    }

    @Test
    void showsTheNewestEventsWhereThereIsNoRoomForAll() {
        assertThat(drawn(Watched.held(), 80, 24))
                .anyMatch(line -> line.contains("limit"))
                .noneMatch(line -> line.contains("expand done"));
    }

    @Test
    void saysWhatIsNextWhereNothingRuns() {
        assertThat(drawn(Watched.between(Phase.BACKFILLED), 80, 24))
                .startsWith(
                        TITLE,
                        "✓ planned ✓ expanded ✓ backfilled ▸ hardened · verified · cut over · contracted",
                        "nothing runs; next: harden")
                .contains("no signals: they are read while rows are walked", "nobody waits for a lock on its tables");
    }

    @Test
    void saysWhyItIsOld() {
        assertThat(text(page.lines(Watched.running(), "This is old: connection refused", 80, 3)))
                .startsWith("This is old: connection refused");
    }

    @Test
    void asksNothingOfATerminalWithoutUnicode() {
        List<AttributedString> lines = new WatchPage(Signs.ASCII).lines(Watched.running(), null, 80, 6);

        assertThat(text(lines))
                .contains("+ planned + expanded > backfilled . hardened . verified . cut over . contracted");
        assertThat(Signs.of(StandardCharsets.US_ASCII)).isEqualTo(Signs.ASCII);
        assertThat(Signs.of(StandardCharsets.UTF_8)).isEqualTo(Signs.UNICODE);
    }

    /** On a terminal that cannot show colours, or for those who cannot see them, the words say the same. */
    @Test
    void hasColoursOnlyBesideWords() {
        AttributedString lag = page.lines(Watched.held(), null, 80, 24).stream()
                .filter(line -> line.toString().startsWith("max-lag"))
                .findFirst()
                .orElseThrow();

        assertThat(lag.styleAt(0)).isEqualTo(Line.TROUBLE);
        assertThat(lag.toString()).contains("holds");
    }

    @ParameterizedTest
    @CsvSource({"80,24", "40,10", "200,50", "79,23", "20,5", "1,1", "10,3"})
    void fillsTheScreenAndNoMore(int columns, int rows) {
        Stream.of(
                        Watched.held(),
                        Watched.running(),
                        Watched.between(Phase.CUT_OVER),
                        Watched.named("x".repeat(300)),
                        Watched.named("表".repeat(300)),
                        Watched.named("a\u001b[2J\r\n\tb\u0007".repeat(30)))
                .forEach(seen -> {
                    List<AttributedString> lines = page.lines(seen, null, columns, rows);
                    assertThat(lines).hasSize(rows);
                    assertThat(lines).allMatch(line -> line.columnLength() <= columns);
                    assertThat(text(lines)).noneMatch(line -> line.matches(".*\\p{Cntrl}.*"));
                });
    }

    @ParameterizedTest
    @EnumSource
    void drawsEveryPhase(Phase phase) {
        assertThat(drawn(Watched.between(phase), 80, 24)).hasSize(24);
        assertThat(drawn(Watched.between(phase), 40, 10)).hasSize(10);
    }

    @Test
    void isWhatTheRunbookShows() throws Exception {
        assertThat(Files.readString(Path.of("../runbook.md")))
                .contains(String.join("\n", drawn(Watched.held(), 80, 24)));
    }

    private List<String> drawn(WatchedChange seen, int columns, int rows) {
        return text(page.lines(seen, null, columns, rows));
    }

    private static List<String> text(List<AttributedString> lines) {
        return lines.stream().map(AttributedString::toString).toList();
    }
}
