package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The swap, done and rolled back as often as asked. */
class RehearsalIT extends PhaseFixture {

    private static final String SPREAD = "min \\d+%1$s, median \\d+%1$s, p95 \\d+%1$s, max \\d+%1$s";

    @BeforeEach
    void verified() {
        database.execute(
                "create table item (id integer primary key, size integer not null default 3)",
                "insert into item select i, i from generate_series(1, 100) as i",
                "create index item_size on item (size)");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: 3s}\n");
        runTo(Phase.VERIFIED);
    }

    @Test
    void severalGiveADistributionAndChangeNothing() {
        String before = SchemaDump.byCatalog(database);

        Outcome outcome = rehearse(4, new Activity());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.results()).hasSize(4);
        assertThat(outcome.results().get(0))
                .isEqualTo("rehearsed 4 times: the swap worked and was rolled back 4 times;"
                        + " 0 times the lock was not granted.");
        assertThat(outcome.results().get(1)).matches("lock wait: " + SPREAD.formatted(" ms"));
        assertThat(outcome.results().get(2)).matches("lock hold: " + SPREAD.formatted(" ms"));
        assertThat(outcome.results().get(3)).matches("attempts: " + SPREAD.formatted(""));
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.VERIFIED);
        assertThat(workbench.status().history(CHANGE)).extracting("what").contains("4 rehearsals: locked");
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void oneThatGotNoLockCountsAndDoesNotHideTheOthers() throws Exception {
        Activity activity = new Activity();
        CompletableFuture<Outcome> rehearsals;
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            // One that works: cutover refuses to start beside one that has been idle for longer than the deadline.
            CompletableFuture<Void> query = runs(statement, LONG_QUERY);
            rehearsals = CompletableFuture.supplyAsync(() -> rehearse(3, activity));
            await().atMost(Duration.ofMinutes(1)).until(() -> activity.doing().startsWith("rehearsing"));
            statement.cancel();
            assertThatThrownBy(query::join).hasMessageContaining("canceling statement");
        }

        Outcome outcome = rehearsals.get();
        assertThat(assertStopped(outcome, ProblemCode.LOCK_NOT_GRANTED).observed())
                .contains("holds ACCESS SHARE on item");
        assertThat(outcome.results()).first().asString().startsWith("rehearsed 3 times");
        assertThat(outcome.results()).anySatisfy(line -> assertThat(line).startsWith("lock hold: "));
        // The rehearsals are over, so the real one is a run of its own.
        run(PhaseCommand.CUTOVER);
    }

    private Outcome rehearse(int times, Activity activity) {
        return workbench
                .runner()
                .run(PhaseCommand.CUTOVER, CHANGE, new RunOptions(Set.of(RunOption.REHEARSE), times), activity);
    }
}
