package io.pgretype.status;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.control.LiveControl;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.OlderLedger;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened to a change, and who did it. */
@AnyVersion
class HistoryIT {

    private static final String CHANGE = "the-change";

    private TestDatabase database;
    private Workbench workbench;

    @BeforeEach
    void prepare() {
        database = TestDatabase.create();
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
        workbench = Workbench.on(database).change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 1h\n");
    }

    @AfterEach
    void close() {
        workbench.close();
        database.close();
    }

    private void done(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            assertDone(workbench.run(command, CHANGE));
        }
    }

    private List<String> history() {
        return workbench.status().history(CHANGE).stream()
                .map(entry -> (entry.what() + " " + entry.detail()).strip())
                .filter(text -> !text.contains("lock: "))
                .toList();
    }

    @Test
    void hasEveryStartAndEndWithTheOperatingSystemsUser() {
        done(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        assertThat(history())
                .containsExactly(
                        "expand started",
                        "expand ended",
                        "backfill started",
                        "expanded → backfilled",
                        "backfill ended");
        HistoryEntry started = workbench.status().history(CHANGE).get(0);
        assertThat(started.osUser()).isEqualTo(System.getProperty("user.name"));
        assertThat(started.host()).isNotBlank();
        assertThat(started.who()).contains(" (" + System.getProperty("user.name") + "@");
    }

    @Test
    void aRunWhoseProcessDiedIsContinued() {
        done(PhaseCommand.EXPAND);
        database.execute("insert into pgretype.run (change, command, options) values ('the-change', 'backfill', '[]')");
        done(PhaseCommand.BACKFILL);
        assertThat(history()).contains("backfill continued after: its process died");
    }

    @Test
    void aStopIsAnInterruption() {
        done(PhaseCommand.EXPAND);
        Activity activity = new Activity();
        activity.requestStop();
        assertStopped(workbench.runner().run(PhaseCommand.BACKFILL, CHANGE, Set.of(), activity), ProblemCode.STOPPED);
        assertThat(history()).anyMatch(text -> text.startsWith("backfill interrupted"));
        done(PhaseCommand.BACKFILL);
        assertThat(history()).anyMatch(text -> text.startsWith("backfill continued after: "));
    }

    @Test
    void refusalsOfTheSameKindAreOneRow() {
        done(PhaseCommand.EXPAND);
        for (int i = 0; i < 3; i++) {
            assertStopped(workbench.run(PhaseCommand.CUTOVER, CHANGE), ProblemCode.WRONG_PHASE);
        }
        assertThat(history())
                .filteredOn(text -> text.contains("refused"))
                .singleElement()
                .asString()
                .startsWith("cutover refused wrong-phase (3 times, last at ");
    }

    @Test
    void whatOperatorsAskOfARunIsThere() {
        done(PhaseCommand.EXPAND);
        LiveControl control = new LiveControl(workbench.ledger());
        control.pause(CHANGE);
        control.pause(CHANGE);
        control.limit(
                CHANGE,
                true,
                new Limits(Map.of(Limit.WORKERS, OptionalLong.of(1), Limit.MAX_RATE, OptionalLong.empty())));
        control.resume(CHANGE);
        assertThat(history())
                .contains("pause", "resume")
                .anyMatch(text -> text.startsWith("limit --reset --")
                        && text.contains("--workers 1")
                        && text.contains("--max-rate none"));
        assertThat(history()).filteredOn("pause"::equals).hasSize(1);
    }

    @Test
    void aRehearsalSaysSo() {
        done(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY);
        assertDone(workbench.run(PhaseCommand.CUTOVER, CHANGE, RunOption.REHEARSE));
        assertThat(history()).contains("cutover started --rehearse");
    }

    @Test
    void statusHasTheLastErrorUntilSomethingEndsWell() {
        done(PhaseCommand.EXPAND);
        assertStopped(workbench.run(PhaseCommand.CUTOVER, CHANGE), ProblemCode.WRONG_PHASE);
        assertThat(status().lastError()).isEqualTo("cutover refused: wrong-phase");
        done(PhaseCommand.BACKFILL);
        assertThat(status().lastError()).isNull();
    }

    @Test
    void statusHasTheTimesThatAnOperatorWaitsFor() {
        done(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY);
        assertThat(status().verifiedUntil())
                .isCloseTo(Instant.now().plus(Duration.ofHours(24)), within(10, ChronoUnit.MINUTES));
        assertThat(status().soakEndsAt()).isNull();
        done(PhaseCommand.CUTOVER);
        assertThat(status().verifiedUntil()).isNull();
        assertThat(status().soakEndsAt())
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(10, ChronoUnit.MINUTES));
    }

    @Test
    void statusHasWhatTheTablesHaveGrownBy() {
        database.execute("insert into item select i, i from generate_series(101, 20000) as i", "analyze item");
        done(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        long before = status().sizeBytesBefore();
        assertThat(before).isGreaterThan(500_000);
        database.execute("analyze item");
        assertThat(status().sizeBytes()).isGreaterThan(before);
    }

    private ChangeStatus status() {
        return workbench.status().read(CHANGE);
    }

    @Test
    void whatAnOlderReleaseNotedIsThereToo() {
        done(PhaseCommand.EXPAND);
        OlderLedger.of(database, 10);
        assertThat(history()).contains("expand started", "expand ended: done");
        done(PhaseCommand.BACKFILL);
        assertThat(history()).contains("expand started", "expand ended: done", "backfill started", "backfill ended");
    }
}
