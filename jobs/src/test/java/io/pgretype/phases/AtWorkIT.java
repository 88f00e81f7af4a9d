package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.control.LiveControl;
import io.pgretype.database.Database;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemCode;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the status says of a run: that a process works on it, that it was interrupted, or how it ended. */
class AtWorkIT extends BackfillFixture {

    private static final int ROWS = 40_000;

    @Test
    void theStatusKnowsWhichRunIsAtWork() throws Exception {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS));
        gate(6);
        expand("triggers: fire");
        assertThat(status().running()).isNull();

        CompletableFuture<Outcome> stopped = start();
        awaitGate(stopped);
        assertThat(lastRun()).isEqualTo("backfill: running");
        assertThat(status().running())
                .isEqualTo(new LiveControl(database.ledger())
                        .pause(CHANGE)
                        .worker()
                        .orElseThrow());
        new LiveControl(database.ledger()).resume(CHANGE);
        workbench.stop();
        openGate(8);
        assertStopped(stopped.get(), ProblemCode.STOPPED);
        assertThat(lastRun()).isEqualTo("backfill: interrupted: unfinished");
        assertThat(status().running()).isNull();

        try (Lease other = Lease.acquire(Database.of(database.dataSource()), CHANGE)) {
            assertThat(other).isNotNull();
            assertThat(status().running()).isNotNull();
            assertThat(lastRun()).as("at work, but not on this").isEqualTo("backfill: interrupted: unfinished");
        }

        reopen();
        CompletableFuture<Outcome> goesOn = start();
        awaitGate(goesOn);
        assertThat(status().running()).isNotNull();
        assertThat(lastRun()).isEqualTo("backfill: running");
        openGate();
        assertDone(goesOn.get());
        assertThat(lastRun()).isEqualTo("backfill: done");
        assertThat(status().running()).isNull();

        run(PhaseCommand.ABANDON);
        assertThat(lastRun()).isEqualTo("abandon: done");
    }

    private ChangeStatus status() {
        return workbench.status().read(CHANGE);
    }

    private String lastRun() {
        PhaseStatus last = status().phases().get(status().phases().size() - 1);
        return "%s: %s".formatted(last.name(), last.status());
    }
}
