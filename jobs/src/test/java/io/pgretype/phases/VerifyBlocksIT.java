package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.control.LiveControl;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verification goes by block: it looks at every row, wherever it lies and wherever it goes meanwhile. */
@AnyVersion
class VerifyBlocksIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\n";
    private static final int ROWS = 20_000;
    private static final int WRONG = ROWS / 97;

    @BeforeEach
    void harden() {
        database.execute(
                "create table item (id uuid primary key, size integer not null)",
                "insert into item select md5(i::text)::uuid, i from generate_series(1, %d) as i".formatted(ROWS),
                "analyze item");
        workbench.change(CHANGE, FILE);
        runTo(Phase.HARDENED);
    }

    @Test
    void findsAndRepairsWhatIsWrongInEveryPartOfTheTable() {
        writeWrongValues();

        Outcome found = workbench.run(PhaseCommand.VERIFY, CHANGE);
        assertStopped(found, ProblemCode.MISMATCHES);
        assertThat(found.results())
                .contains("verified: %d rows compared, %d mismatches, 0 repaired.".formatted(ROWS, WRONG));
        assertAllWrongValuesAreNoted();
        assertThat(number("select count(*) from pgretype.block_range")).isGreaterThan(1);

        assertThat(workbench.run(PhaseCommand.VERIFY, CHANGE, RunOption.REPAIR).results())
                .anyMatch(line -> line.endsWith(" rows compared, 0 mismatches, %d repaired.".formatted(WRONG)));
        assertThat(number("select count(*) from item where size <> size_new")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void goesOnAfterAnInterruptionAndComparesEachRowOfTheFileThereIs(boolean killed, boolean rewritten)
            throws Exception {
        writeWrongValues();
        interrupt(killed);
        if (rewritten) {
            rewrite();
        }

        Outcome found = workbench.run(PhaseCommand.VERIFY, CHANGE);
        assertStopped(found, ProblemCode.MISMATCHES);
        assertThat(String.join("\n", found.results()))
                .contains("verify: goes on where it was interrupted")
                .contains("verified: %d rows compared, %d mismatches, 0 repaired.".formatted(ROWS, WRONG));
        assertAllWrongValuesAreNoted();
    }

    @Test
    void comparesAllRowsWhereAnOlderReleaseHadBegunByKey() throws Exception {
        writeWrongValues();
        interrupt(false);
        database.execute(
                "delete from pgretype.block_range",
                "delete from pgretype.walk where run in (select max(run) from pgretype.walk)",
                """
                update pgretype.batch_step_execution
                   set step_name = regexp_replace(step_name, 'file[0-9]+-', ''),
                       status = 'COMPLETED'
                 where step_name like 'compare:%'""",
                """
                insert into pgretype.key_range (run, table_oid, number, after, up_to)
                select max(id), 'item'::regclass, 0, null, array['ffffffff-ffff-ffff-ffff-ffffffffffff']
                  from pgretype.run""");

        Outcome found = workbench.run(PhaseCommand.VERIFY, CHANGE);
        assertStopped(found, ProblemCode.MISMATCHES);
        assertThat(found.results())
                .contains("verified: %d rows compared, %d mismatches, 0 repaired.".formatted(ROWS, WRONG));
        assertAllWrongValuesAreNoted();
    }

    @Test
    void comparesOnceMoreWhenTheTableIsRewrittenMeanwhile() throws Exception {
        writeWrongValues();
        gate();
        CompletableFuture<Outcome> verify = start(PhaseCommand.VERIFY);
        awaitGate(verify);
        LiveControl control = new LiveControl(database.ledger());
        control.pause(CHANGE);
        openGate();
        rewrite();
        control.resume(CHANGE);

        assertThat(String.join("\n", verify.get().results()))
                .contains("somebody has rewritten the table")
                .contains("verified: %d rows compared, %d mismatches, 0 repaired.".formatted(ROWS, WRONG));
        assertAllWrongValuesAreNoted();
    }

    @Test
    void takesNoRowThatMovesMeanwhileForWrong() throws Exception {
        gate();
        CompletableFuture<Outcome> verify = start(PhaseCommand.VERIFY);
        awaitGate(verify);
        for (int turn = 1; turn <= 5; turn++) {
            database.execute(
                    "update item set size = size + 1 where size %% 7 = %d".formatted(turn),
                    "delete from item where size %% 101 = %d".formatted(turn),
                    "insert into item select gen_random_uuid(), i from generate_series(1, 500) as i",
                    "vacuum item");
        }
        openGate();

        assertDone(verify.get());
        assertThat(number("select count(*) from pgretype.mismatch")).isZero();
    }

    /** In every part of the table, and past the mirror. */
    private void writeWrongValues() {
        writePastTheMirror("update item set size = -size where size % 97 = 0");
    }

    private void assertAllWrongValuesAreNoted() {
        assertThat(number("""
                select count(*)
                  from item
                  join pgretype.mismatch
                    on mismatch.row_key = array[item.id::text]
                 where item.size < 0
                   and mismatch.run = (select max(run) from pgretype.verification)""")).isEqualTo(WRONG);
    }

    /** Puts the rows in other blocks, so that a comparison that simply goes on would miss many. */
    private void rewrite() {
        database.execute("cluster item using item_pkey");
    }

    private void interrupt(boolean killed) throws Exception {
        gate();
        CompletableFuture<Outcome> verify = start(PhaseCommand.VERIFY);
        awaitGate(verify);
        workbench.stop();
        if (killed) {
            cutConnections();
        }
        openGate();
        assertThat(verify.get().exitStatus()).isNotEqualTo(ExitStatus.DONE);
        assertThat(number("select sum(rows_compared) from pgretype.compared_chunk"))
                .isBetween(1L, ROWS - 1L);
        reopen(FILE);
    }

    /** From now on the fifth chunk and those after it wait before they are noted, until the gate opens. */
    private void gate() {
        database.execute(
                "create table gate (is_open boolean)",
                "insert into gate values (false)",
                "create sequence chunk_number",
                """
                create function wait() returns trigger language plpgsql as $$
                declare
                    mine bigint := nextval('public.chunk_number');
                begin
                    while mine >= 5 and not (select is_open from public.gate) loop
                        perform pg_sleep(0.002);
                    end loop;
                    return null;
                end $$""",
                "create trigger wait after insert on pgretype.compared_chunk for each row execute function wait()",
                // At this rate a chunk of two workers has 250 rows at most.
                "insert into pgretype.operator_limit (change, name, value) values ('the-change', 'max-rate', 1000)");
    }

    private void openGate() {
        database.execute("update gate set is_open = true", "delete from pgretype.operator_limit");
    }

    private void awaitGate(CompletableFuture<Outcome> run) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> run.isDone() || isTrue("select last_value >= 5 from chunk_number"));
        assertThat(run).isNotDone();
    }
}
