package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
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
            Problem problem = refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND);
            assertThat(problem.observed())
                    .contains("nightly report")
                    .contains("idle in transaction")
                    .contains("holds ACCESS SHARE on item")
                    .contains("select count(*) from item");
            assertThat(workbench.status().readAll()).isEmpty();
            assertThat(workbench.status().history(CHANGE))
                    .filteredOn(entry -> entry.what().equals("expand: lock not granted"))
                    .singleElement()
                    .extracting("detail")
                    .asString()
                    .contains(" attempts, waited ", "nightly report");
            blocker.rollback();
        }
        run(PhaseCommand.EXPAND);
    }

    @Test
    void whatWasNotGrantedIsTheLongestWait() throws SQLException {
        change("2s");
        runTo(Phase.HARDENED);
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select count(*) from item");
            refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.ABANDON);
            blocker.rollback();
        }

        assertThat(workbench.status().read(CHANGE).longestLockWaitMs()).isGreaterThanOrEqualTo(2000);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.HARDENED);
    }

    @Test
    void locksInsideHardenAreInTheHistoryToo() {
        change("60s");
        database.execute("alter table item alter column size set not null");
        runTo(Phase.HARDENED);
        assertThat(workbench.status().history(CHANGE))
                .extracting("what")
                .filteredOn("harden: locked"::equals)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void cutoverGoesThroughByItselfWhenTheBlockerHasEnded() throws Exception {
        change("60s");
        runTo(Phase.VERIFIED);
        Activity activity = new Activity();
        CompletableFuture<Outcome> cutover;
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select count(*) from item");
            statement.execute("set application_name = 'nightly report'");
            cutover = CompletableFuture.supplyAsync(
                    () -> workbench.runner().run(PhaseCommand.CUTOVER, CHANGE, Set.of(), activity));
            readUntilTheBlockerIsNamed(activity);
            assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.VERIFIED);
            blocker.rollback();
        }
        assertDone(cutover.get());
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

    /** A reader that waits much longer than the budget of 100 ms fails; the blocker stays until it is named. */
    private void readUntilTheBlockerIsNamed(Activity activity) throws SQLException {
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            String blocker = null;
            while (blocker == null) {
                statement.execute("select size from item where id = 1");
                blocker = activity.waitingFor();
            }
            assertThat(blocker).contains("pid ", "postgres, nightly report", "holds ACCESS SHARE on item");
        }
    }

    private void change(String deadline) {
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: %s}\n".formatted(deadline));
    }
}
