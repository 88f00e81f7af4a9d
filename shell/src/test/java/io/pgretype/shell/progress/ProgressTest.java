package io.pgretype.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.phase.Activity;
import io.pgretype.shell.report.Statuses;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Activity activity = new Activity();

    @Test
    void rowsCountOnlyWhereTheyAreBeingWalked() {
        assertThat(Progress.of("backfill", Statuses.in(Phase.EXPANDED), activity)
                        .rows())
                .isNotNull();
        assertThat(Progress.of("advance", Statuses.in(Phase.BACKFILLED), activity)
                        .rows())
                .isNull();
        assertThat(Progress.of("verify", Statuses.in(Phase.HARDENED), activity).rows())
                .isNotNull();
        assertThat(Progress.of(Statuses.in(Phase.CUT_OVER)).rows()).isNotNull();
        assertThat(Progress.of(Statuses.notWalked(Phase.CUT_OVER)).rows()).isNull();
    }

    @Test
    void saysWhatIsDoneAndWaitedForJustNow() {
        activity.doing("building index i");
        activity.waitingFor("pid 4711");

        Progress progress = Progress.of("harden", activity);

        assertThat(progress.doing()).isEqualTo("building index i");
        assertThat(progress.waitingFor()).isEqualTo("pid 4711");
    }

    @Test
    void aHoldIsShownInPlaceOfWhatIsDone() {
        activity.doing("filling public.file");

        assertThat(Progress.of("backfill", Statuses.held("max-lag 42s > 10s since 12:03:05"), activity)
                        .doing())
                .isEqualTo("held: max-lag 42s > 10s since 12:03:05");
        assertThat(Progress.of("backfill", Statuses.in(Phase.EXPANDED), activity)
                        .doing())
                .isEqualTo("filling public.file");
    }
}
