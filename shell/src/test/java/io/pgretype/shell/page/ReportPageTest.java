package io.pgretype.shell.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.progress.SignalSample;
import io.pgretype.shell.report.Statuses;
import io.pgretype.status.Evidence;
import io.pgretype.status.Evidence.Held;
import io.pgretype.status.Evidence.Lock;
import io.pgretype.status.Evidence.Run;
import io.pgretype.status.Evidence.Verification;
import io.pgretype.status.HistoryEntry;
import io.pgretype.status.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T22:00:00Z");
    private static final String HOSTILE = "pid 7 (app, idle): select '<script>alert(1)</script>' & \"x\"";

    @Test
    void tellsAllThatTheLedgerHas() {
        String page = html(List.of(
                sample(10, 0, 1_000L),
                sample(20, 100_000, 4_000L),
                sample(30, 100_000, 12_000L),
                sample(40, 300_000, null)));

        assertThat(page)
                .contains("public.contentcuration_file.file_size: integer → bigint")
                .contains(
                        "<td>backfill</td><td class=\"t\">2026-03-01 22:00:00</td><td class=\"n\">1m</td><td>done</td>")
                .contains("300,000 rows in 40s, 7,500 a second. 3072kB of WAL were written meanwhile")
                .contains("<figcaption>rows a second</figcaption>")
                .contains("<span>20,000</span>")
                .contains("<figcaption>max-lag: how far a replica may be behind, limit 10s</figcaption>")
                .contains("<title>held: max-lag 12s &gt; 10s</title>")
                .contains("<td>cutover</td>", "not granted", "42 ms")
                .contains("<td class=\"n\">300,000</td><td class=\"n good\">0</td>")
                .contains("cutover refused", "table: file");
    }

    @Test
    void whatOthersTypedIsTextAndNeverMarkup() {
        assertThat(html(List.of()))
                .doesNotContain("<script")
                .contains("select &#39;&lt;script&gt;alert(1)&lt;/script&gt;&#39; &amp; &quot;x&quot;");
    }

    @Test
    void needsNothingElse() {
        assertThat(html(List.of(sample(10, 0, 1L), sample(20, 5, 2L))))
                .doesNotContainPattern("(?i)(src|href)=\"(?!data:)")
                .doesNotContain("@import", "url(", "http://", "https://");
    }

    @Test
    void aLineIsBrokenWhereNothingWasKnown() {
        assertThat(html(List.of(sample(10, 0, 5L), sample(20, 1, null), sample(30, 2, 8L))))
                .contains("d=\"M333.3 37.5h0M1000.0 0.0h0\"");
    }

    @Test
    void aLimitFarAboveIsSaidAndNotDrawn() {
        assertThat(html(List.of(sample(10, 0, 5L), sample(20, 1, 8L))))
                .contains("limit 10s")
                .doesNotContain("class=\"limit\" x1");
    }

    private static Sample sample(int seconds, long rows, @Nullable Long lag) {
        return new Sample(
                1,
                BEGAN.plusSeconds(seconds),
                rows,
                1_000_000L + seconds * 104_858L,
                2,
                List.of(new SignalSample("max-lag", lag, 10_000L, "fine", "")));
    }

    private static String html(List<Sample> samples) {
        Instant end = BEGAN.plusSeconds(60);
        return ReportPage.html(
                new ChangeReport(
                        Statuses.in(Phase.VERIFIED),
                        new Evidence(
                                "table: file\n",
                                "shop",
                                "16.4",
                                List.of(new Run(1, "backfill", BEGAN, end, "done", "owner (alice@host)", "0.1.0")),
                                List.of(new Held(
                                        1, new Hold("max-lag", "12s", ">", "10s", BEGAN.plusSeconds(25)), end)),
                                List.of(
                                        new Lock(end, "cutover", false, 9, 60_000, null, HOSTILE),
                                        new Lock(end, "cutover", true, 1, 3, 42L, "")),
                                List.of(new Verification(BEGAN, end, "forward", 300_000, 0, 0))),
                        samples,
                        List.of(new HistoryEntry(end, "cutover refused", "owner", "alice", "host", "gate-closed")),
                        end),
                ZoneOffset.UTC);
    }
}
