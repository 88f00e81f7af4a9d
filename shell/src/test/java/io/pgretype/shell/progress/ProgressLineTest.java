package io.pgretype.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.progress.Progress.Rows;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    @Test
    void showsHowFarTheRowsAre() {
        var rows = new Rows(250_000, 1_000_000, 50_000.4, 75L);

        assertThat(ProgressLine.text(new Progress("backfill", rows, "filling", null)))
                .isEqualTo("backfill  [#####---------------]   25 %  250,000 of 1,000,000 rows  50,000 rows/s"
                        + "  1m 15s left  filling");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(ProgressLine.text(new Progress("backfill", new Rows(0, 10, null, null), "", null)))
                .isEqualTo("backfill  [--------------------]    0 %  0 of 10 rows");
        assertThat(ProgressLine.text(new Progress("harden", null, "building index i", null)))
                .isEqualTo("harden  building index i");
    }

    @Test
    void isNotFullBeforeNothingIsLeft() {
        assertThat(ProgressLine.text(new Progress("verify", new Rows(120, 100, null, null), "", null)))
                .contains("[###################-]   99 %");
        assertThat(ProgressLine.text(new Progress("verify", new Rows(9_999_999, 10_000_000, null, null), "", null)))
                .contains("[###################-]   99 %");
        assertThat(ProgressLine.text(new Progress("verify", new Rows(100, 100, null, null), "", null)))
                .contains("[####################]  100 %");
        assertThat(ProgressLine.text(new Progress("verify", new Rows(0, 0, null, null), "", null)))
                .contains("100 %");
    }

    @Test
    void whoIsWaitedForGoesBeforeWhatIsDone() {
        assertThat(ProgressLine.text(new Progress("expand", null, "adding the column", "lock held by pid 4711")))
                .isEqualTo("expand  waiting for lock held by pid 4711");
    }

    @Test
    void isOneLineOfTheTerminalsWidth() {
        var progress = new Progress("expand", null, "select\n   1", null);

        assertThat(ProgressLine.text(progress)).isEqualTo("expand  select 1");
        assertThat(ProgressLine.text(progress, 10)).isEqualTo("expand  s…").hasSize(10);
        assertThat(ProgressLine.text(progress, 16)).isEqualTo("expand  select 1");
    }

    @Test
    void whatCanBestBeMissedGoesFirstAndTheTimeLeftLast() {
        var rows = new Rows(250_000_000, 1_500_000_000, 48_123.0, 12_345L);
        var progress = new Progress("backfill", rows, "held: replica lag 31 s, limit 10 s", null);

        assertThat(ProgressLine.text(progress, 150))
                .isEqualTo("backfill  [###-----------------]   16 %  250,000,000 of 1,500,000,000 rows  48,123 rows/s"
                        + "  3h 25m left  held: replica lag 31 s, limit 10 s");
        assertThat(ProgressLine.text(progress, 96))
                .isEqualTo(
                        "backfill  [#---------]   16 %  250M of 1.5G rows  48k rows/s  3h 25m left  held: replica lag 31…");
        assertThat(ProgressLine.text(progress, 80))
                .isEqualTo("backfill   16 %  48k rows/s  3h 25m left" + "  held: replica lag 31 s, limit 10 s");
        assertThat(ProgressLine.text(progress, 40)).isEqualTo("backfill   16 %  3h 25m left  held: rep…");
    }

    @Test
    void numbersStayExactWhereTheyAreShort() {
        var rows = new Rows(9_999, 10_000, null, 1L);

        assertThat(ProgressLine.text(new Progress("verify", rows, "", null), 60))
                .isEqualTo("verify  [#########-]   99 %  9,999 of 10k rows  1s left");
    }
}
