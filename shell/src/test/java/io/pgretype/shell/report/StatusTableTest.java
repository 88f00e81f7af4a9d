package io.pgretype.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.status.WalkDetails;
import io.pgretype.status.WalkDetails.FailingRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    @Test
    void columnsAreAligned() {
        assertThat(StatusTable.lines(List.of(Statuses.in(Phase.EXPANDED), Statuses.unknown())))
                .startsWith(
                        "CHANGE     PHASE     ROWS  LEFT  RUNNING   NEXT",
                        "file-size  expanded  25 %  15s   pid 4711  backfill",
                        "  public.contentcuration_file.file_size, integer → bigint")
                .endsWith("new        planned   -     -     -         expand", "  public.t.c, char(32) → uuid")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void aWayBackThatIsClosedShows() {
        assertThat(StatusTable.lines(List.of(Statuses.in(Phase.CUT_OVER)))).contains("  3 misfits");
    }

    @Test
    void rowsThatAreToBeRepairedShow() {
        assertThat(StatusTable.lines(List.of(Statuses.in(Phase.VERIFIED)))).contains("  2 rows to repair");
        assertThat(StatusDetails.lines(Statuses.in(Phase.VERIFIED), WalkDetails.NONE))
                .contains("witnessed   2 rows were written wrong and are to be repaired");
    }

    @Test
    void withoutChangesItSaysSo() {
        assertThat(StatusTable.lines(List.of())).containsExactly("no changes");
    }

    @Test
    void afterTheEndNothingIsNext() {
        assertThat(StatusTable.next(Phase.CONTRACTED)).isEqualTo("-");
        assertThat(StatusTable.next(Phase.ABANDONED)).isEqualTo("-");
        assertThat(StatusTable.next(Phase.VERIFIED)).isEqualTo("cutover");
    }

    @Test
    void detailsLeaveOutWhatIsNotKnown() {
        assertThat(StatusDetails.lines(Statuses.unknown(), WalkDetails.NONE))
                .containsExactly(
                        "change      new",
                        "column      public.t.c, char(32) → uuid",
                        "phase       planned",
                        "next        expand",
                        "rows        -");
        assertThat(StatusDetails.lines(Statuses.in(Phase.CUT_OVER), WalkDetails.NONE))
                .contains(
                        "phase       cut over",
                        "running     no",
                        "misfits     3 do not fit the old type, the way back is closed")
                .contains("numbers     1,000 left in public.file_size_seq for public.file.size,"
                        + " 12 days at the rate since expand")
                .contains("lock hold   3 ms at the longest", "rate        50,001 rows/s")
                .anyMatch(line -> line.startsWith("expand") && line.endsWith("250ms"));
    }

    @Test
    void detailsNameWhoRunsIt() {
        assertThat(StatusDetails.lines(Statuses.in(Phase.EXPANDED), WalkDetails.NONE))
                .anyMatch(line ->
                        line.startsWith("running     pid 4711 (alice at 10.0.0.5, connected since 2026-03-01 "));
        assertThat(StatusDetails.lines(Statuses.in(Phase.CONTRACTED), WalkDetails.NONE))
                .noneMatch(line -> line.startsWith("running"));
    }

    @Test
    void detailsSayInWhichHoursAdvanceWorks() {
        assertThat(StatusDetails.lines(Statuses.in(Phase.EXPANDED), WalkDetails.NONE))
                .contains("window      22:00-05:00 Europe/Oslo");
        assertThat(StatusDetails.lines(Statuses.in(Phase.VERIFIED), WalkDetails.NONE))
                .noneMatch(line -> line.startsWith("window"));
    }

    @Test
    void detailsNameTheRowsThatCouldNotBeFilled() {
        var details = new WalkDetails(
                0.879, "half of the updates leave their page", 11, List.of(new FailingRow("7, a", "23514", "no")));

        assertThat(StatusDetails.lines(Statuses.in(Phase.EXPANDED), details))
                .contains(
                        "updates     87 % stayed in their page",
                        "remark      half of the updates leave their page", "failing     11 rows, see below")
                .endsWith(
                        "FAILING ROW  SQLSTATE  ERROR",
                        "7, a         23514     no",
                        "and 10 more: select * from pgretype.failing_row");
    }
}
