package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.plan.PlanForm;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Advance;
import io.pgretype.run.OpenedChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The clock is set by the test: in Oslo, in winter, 22:00 is 21:00 UTC. */
class WindowOfAChangeIT extends BackfillFixture {

    private static final long ROWS = 200_000;

    /** The number of the first chunk that waits: none of them is the last. */
    private static final int SOME_CHUNKS = 10;

    private static final String WINDOW = "window: 22:00-05:00 Europe/Oslo";
    private static final Instant BEFORE = Instant.parse("2026-11-29T20:59:59Z");
    private static final Instant WITHIN = Instant.parse("2026-11-30T03:59:59Z");
    private static final Instant AFTER = Instant.parse("2026-11-30T04:00:00Z");

    private volatile Instant now = WITHIN;

    @Test
    void outsideItNothingIsBegun() {
        items(100);
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n" + WINDOW + "\n");
        now = BEFORE;

        assertThat(assertStopped(advance(Phase.EXPANDED), ProblemCode.OUTSIDE_WINDOW)
                        .observed())
                .isEqualTo("it is 21:59 in Europe/Oslo, its window is 22:00-05:00 Europe/Oslo");
        assertThat(workbench.status().readAll()).isEmpty();

        now = WITHIN;
        assertDone(advance(Phase.EXPANDED));

        now = AFTER;
        assertStopped(advance(Phase.VERIFIED), ProblemCode.OUTSIDE_WINDOW);
        assertThat(assertDone(advance(Phase.EXPANDED)).results())
                .containsExactly("advance the-change: nothing to do, it is expanded.");
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.EXPANDED);
    }

    /** A chunk waits at the gate while the clock is set. */
    @Test
    void whenItClosesABackfillStopsBetweenTwoChunksAndGoesOnInTheNext() throws Exception {
        items(ROWS);
        expand("triggers: fire", WINDOW);
        noteFills("new.id");
        gate(SOME_CHUNKS);
        var activity = new Activity();
        CompletableFuture<Outcome> advance =
                CompletableFuture.supplyAsync(() -> advance().run(CHANGE, Phase.BACKFILLED, activity));
        awaitGate(advance);

        now = AFTER;
        await().atMost(Duration.ofMinutes(1)).until(activity::stopRequested);
        openGate();

        assertStopped(advance.get(), ProblemCode.STOPPED);
        assertThat(advance.get().results())
                .contains(
                        "advance the-change: its window 22:00-05:00 Europe/Oslo has closed; the next run in it goes on.");
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.EXPANDED);
        assertThat(number("select count(*) from filled")).isBetween(1L, ROWS - 1);

        now = WITHIN.plus(Duration.ofDays(1));
        assertDone(advance(Phase.BACKFILLED));
        assertEachFilledOnce(ROWS);
    }

    @Test
    void planAndStatusSayIt() {
        items(100);
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n" + WINDOW + "\n");

        assertThat(workbench.plan(CHANGE, PlanForm.SCREEN).results())
                .contains("  window      advance works 22:00-05:00 Europe/Oslo");
        assertThat(workbench.plan(CHANGE, PlanForm.STATEMENTS).results())
                .contains("advance works 22:00-05:00 Europe/Oslo (window).");

        run(PhaseCommand.EXPAND);
        assertThat(workbench.status().read(CHANGE).window()).isEqualTo("22:00-05:00 Europe/Oslo");
        run(PhaseCommand.ABANDON);
        assertThat(workbench.status().read(CHANGE).window()).isNull();
    }

    @Test
    void whoTypesAPhaseIsNotBound() {
        items(100);
        now = BEFORE;
        expand(WINDOW);
        runTo(Phase.VERIFIED);
    }

    private void items(long rows) {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(rows),
                "analyze item");
    }

    private Outcome advance(Phase to) {
        return advance().run(CHANGE, to, new Activity());
    }

    private Advance advance() {
        var changes = new OpenedChanges(new ChangeFiles(workbench.changes()), workbench.ledger());
        return new Advance(workbench.ledger(), workbench.runner(), changes, () -> now);
    }
}
