package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other sessions' locks: nobody waits behind us for long, and we say whom we waited for. */
class LocksIT extends PhaseFixture {

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
    }

    @Test
    void givesUpAtTheDeadlineAndNamesTheBlocker() throws SQLException {
        change("300ms");
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("set application_name = 'nightly report'");
            blocker.setAutoCommit(false);
            statement.execute("select count(*) from item");
            Outcome outcome = refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND);
            assertThat(outcome.problems().get(0).observed())
                    .contains("nightly report")
                    .contains("select count(*) from item");
            assertThat(workbench.status().readAll()).isEmpty();
            blocker.rollback();
        }
        run(PhaseCommand.EXPAND);
    }

    @Test
    void cutoverGoesThroughByItselfWhenTheBlockerHasEnded() throws Exception {
        change("60s");
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY);
        CompletableFuture<Outcome> cutover;
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select count(*) from item");
            cutover = CompletableFuture.supplyAsync(() -> workbench.run(PhaseCommand.CUTOVER, CHANGE));
            waitUntilItWaits();
            assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.VERIFIED);
            blocker.rollback();
        }
        assertThat(cutover.get().problems()).isEmpty();
        assertThat(workbench.status().lockUses(CHANGE).get(1).phase()).isEqualTo("cutover");
    }

    @Test
    void aSecondProcessIsToldWhoHasTheLease() throws SQLException {
        change("1s");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(x'70677274'::integer, hashtext('%s'))".formatted(CHANGE));
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> workbench.run(PhaseCommand.EXPAND, CHANGE))
                    .hasMessageContaining("[busy]")
                    .hasMessageContaining("pid ");
        }
    }

    /** No luck in timing: goes on as soon as a session of ours is seen waiting for the lock. */
    private void waitUntilItWaits() throws InterruptedException {
        while (!database.value(
                "select exists (select from pg_locks where not granted and relation = 'item'::regclass)",
                Boolean.class)) {
            Thread.sleep(5);
        }
    }

    private void change(String deadline) {
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: %s}\n".formatted(deadline));
    }
}
