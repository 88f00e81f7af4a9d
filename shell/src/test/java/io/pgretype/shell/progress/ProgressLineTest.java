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
}
