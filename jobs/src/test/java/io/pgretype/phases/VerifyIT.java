package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verification that is interrupted goes on, is paced, and says what makes mismatches. */
class VerifyIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n";

    /** At this rate a chunk of two workers has 250 rows at most. */
    private static final String SMALL_CHUNKS =
            "insert into pgretype.operator_limit (change, name, value) values ('the-change', 'max-rate', 1000)";

    private static final int ROWS = 4_000;

    @BeforeEach
    void harden() {
        database.execute(
                "create table item (id integer primary key, size integer not null)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS),
                "analyze item");
        workbench.change(CHANGE, FILE);
        runTo(Phase.HARDENED);
    }

    @Test
    void goesOnWhereItWasCutAndCountsEachRowAndMismatchOnce() throws Exception {
        writePastTheMirror("update item set size = -size where id % 100 = 0");
        gate(5);
        CompletableFuture<Outcome> verify = start(PhaseCommand.VERIFY);
        awaitGate(verify);
        cutAndStop(verify);
        long before = number("select sum(rows_compared) from pgretype.compared_chunk");
        assertThat(before).isBetween(1L, ROWS - 1L);
        openGate();
        reopen(FILE);

        Outcome found = workbench.run(PhaseCommand.VERIFY, CHANGE);
        assertStopped(found, ProblemCode.MISMATCHES);
        assertThat(String.join("\n", found.results()))
                .contains("verify: goes on where it was interrupted")
                .contains("verified: 4000 rows compared, 40 mismatches, 0 repaired.");
        assertThat(number("select sum(rows_compared) from pgretype.compared_chunk"))
                .isEqualTo(ROWS);
        assertThat(number("select count(distinct run) from pgretype.compared_chunk"))
                .isEqualTo(1);
    }

    @Test
    void aRollbackThatWasCutWhileItComparedGoesOnToo() throws Exception {
        runTo(Phase.CUT_OVER);
        database.execute("delete from pgretype.compared_chunk");
        gate(5);
        CompletableFuture<Outcome> rollback = start(PhaseCommand.ROLLBACK);
        awaitGate(rollback);
        cutAndStop(rollback);
        openGate();
        reopen(FILE);

        assertThat(done(PhaseCommand.ROLLBACK).results())
                .contains("verified: 4000 rows compared, 0 mismatches, 0 repaired.")
                .contains("rolled back: public.item.size has its old type again.");
        assertThat(number("select sum(rows_compared) from pgretype.compared_chunk"))
                .isEqualTo(ROWS);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.HARDENED);
    }

    @Test
    void aComparisonThatIsTooOldByNowIsDoneAnew() {
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER, PhaseCommand.VERIFY);
        database.execute(
                "update pgretype.verification set started_at = started_at - interval '25 h'",
                "update pgretype.change set phase_since = phase_since - interval '25 h'");
        assertThat(done(PhaseCommand.ROLLBACK).results())
                .contains("verified: 4000 rows compared, 0 mismatches, 0 repaired.");
    }

    @Test
    void chunksAreAsSmallAsTheThrottleWants() {
        database.execute(SMALL_CHUNKS);
        run(PhaseCommand.VERIFY);
        assertThat(number("select max(rows_compared) from pgretype.compared_chunk"))
                .isLessThanOrEqualTo(250);
    }

    @Test
    void saysWhatCanMakeMismatchesAndWhichCameBack() {
        database.execute("""
                create function load() returns void language plpgsql as $$
                begin
                    alter table item disable trigger all;
                    update item set size = -size where id = 7;
                    alter table item enable trigger all;
                    alter table item enable always trigger "~pgretype_mirror";
                end $$""", "alter database %s set session_replication_role = replica".formatted(database.name()));
        database.execute("select load()");
        assertThat(observed())
                .contains("7 size: -7 → 7")
                .contains("what can make mismatches here:")
                .contains("function load() contains \"disable trigger\"")
                .contains("database %s has session_replication_role = replica".formatted(database.name()));
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        database.execute("select load()");
        assertThat(observed()).contains("1 of these rows were found before, so something makes them:");
    }

    @Test
    void repairWaitsForNobodyAndMendsTheRestLater() throws Exception {
        writePastTheMirror("update item set size = -size where id in (7, 8)");
        try (var application = database.connect();
                var statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select from item where id = 7 for update");
            Outcome outcome = workbench.run(PhaseCommand.VERIFY, CHANGE, RunOption.REPAIR);
            assertStopped(outcome, ProblemCode.MISMATCHES);
            assertThat(outcome.results()).contains("verified: 4000 rows compared, 1 mismatches, 1 repaired.");
        }
        assertThat(done(PhaseCommand.VERIFY, RunOption.REPAIR).results())
                .contains("verified: 4000 rows compared, 0 mismatches, 1 repaired.");
    }

    private String observed() {
        return refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).observed();
    }

    /** From now on each chunk waits before it is noted, from the one of that number on, until the gate opens. */
    private void gate(long openUntil) {
        database.execute(
                "create table gate (open_until bigint)",
                "insert into gate values (%d)".formatted(openUntil),
                "create sequence chunk_number",
                """
                create function wait() returns trigger language plpgsql as $$
                declare
                    mine bigint := nextval('public.chunk_number');
                begin
                    while mine >= (select open_until from public.gate) loop
                        perform pg_sleep(0.002);
                    end loop;
                    return null;
                end $$""",
                "create trigger wait after insert on pgretype.compared_chunk for each row execute function wait()",
                SMALL_CHUNKS);
    }

    private void openGate() {
        database.execute("update gate set open_until = 1000000", "delete from pgretype.operator_limit");
    }

    private void awaitGate(CompletableFuture<Outcome> run) {
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        run.isDone() || isTrue("select last_value >= (select open_until from gate) from chunk_number"));
        assertThat(run).isNotDone();
    }

    private void cutAndStop(CompletableFuture<Outcome> run) throws Exception {
        workbench.stop();
        cutConnections();
        assertThat(run.get().exitStatus()).isNotEqualTo(ExitStatus.DONE);
    }
}
