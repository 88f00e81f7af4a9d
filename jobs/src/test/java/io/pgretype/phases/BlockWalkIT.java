package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.control.LiveControl;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code order: block}: every row is filled once, wherever it lies and wherever it goes meanwhile. */
@AnyVersion
class BlockWalkIT extends BackfillFixture {

    private static final String BY_BLOCK = "order: block";
    private static final String FIRE = "triggers: fire";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30_000})
    void fillsTablesOfAnySize(int rows) {
        table(rows);
        noteFills("new.id");
        expand(BY_BLOCK, FIRE);

        run(PhaseCommand.BACKFILL);

        assertEachFilledOnce(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id text primary key                                         | concat('key \"''{,}é', i)",
                "id text, part integer, t uuid, primary key (part, id, t)    | md5(i::text), i % 3, md5(i::text)::uuid",
                "ctid_ tid unique, id integer primary key                    | null, 20001 - i",
            })
    void fillsTablesWithAnyKey(String key, String values) {
        database.execute(
                "create table item (%s, size integer)".formatted(key),
                "insert into item select %s, nullif(i, 17) from generate_series(1, 20000) as i".formatted(values));
        noteFills("new.id");
        expand(BY_BLOCK, FIRE);

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertNoneFilledTwice();
        assertThat(counted("write_count")).isBetween(19_999L, 20_000L);
    }

    @Test
    void passesDeadRowsAndEmptyBlocksBy() {
        table(30_000);
        database.execute(
                "update item set size = size + 1 where id % 3 = 0",
                "delete from item where id between 8000 and 15000",
                "vacuum item",
                "delete from item where id between 20000 and 21000",
                "insert into item select i, i from generate_series(40001, 41000) as i");
        long rows = number("select count(*) from item");
        noteFills("new.id");
        expand(BY_BLOCK, FIRE);

        run(PhaseCommand.BACKFILL);

        assertEachFilledOnce(rows);
    }

    @Test
    void missesNoRowThatTheApplicationMovesMeanwhile() throws Exception {
        table(40_000);
        noteFills("new.id");
        gate(12);
        expand(BY_BLOCK, FIRE);
        CompletableFuture<Outcome> backfill = start();
        for (int chunk = 12; chunk <= 60; chunk += 12) {
            awaitGate(backfill);
            application(chunk);
            openGate(chunk + 12);
        }
        openGate();

        assertDone(backfill.get());
        assertAllFilled();
        assertNoneFilledTwice();
    }

    @Test
    void walksOnceMoreWhenTheTableWasRewrittenDuringAPause() throws Exception {
        table(40_000);
        noteFills("new.id");
        gate(12);
        expand(BY_BLOCK, FIRE);
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        LiveControl control = new LiveControl(database.ledger());
        control.pause(CHANGE);
        openGate();
        rewrite();
        control.resume(CHANGE);

        Outcome outcome = backfill.get();
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.DONE);
        assertThat(String.join("\n", outcome.results())).contains("somebody has rewritten the table");
        assertAllFilled();
        assertNoneFilledTwice();
    }

    @Test
    void walksOnceMoreWhenTheTableWasRewrittenAfterAStop() throws Exception {
        table(40_000);
        noteFills("new.id");
        gate(12);
        expand(BY_BLOCK, FIRE);
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        workbench.stop();
        openGate();
        assertStopped(backfill.get(), ProblemCode.STOPPED);
        rewrite();

        run(PhaseCommand.BACKFILL);
        assertEachFilledOnce(40_000);
    }

    /** As when the table is small enough for a walk by key, once it is rewritten. */
    @Test
    void walksByKeyIfThatIsTheBetterOrderAfterARewrite() throws Exception {
        table(40_000);
        noteFills("new.id");
        gate(12);
        expand("order: key", FIRE);
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        workbench.stop();
        openGate();
        assertStopped(backfill.get(), ProblemCode.STOPPED);
        database.execute("update pgretype.walk set by_block = true, relfilenode = 1");

        run(PhaseCommand.BACKFILL);
        assertEachFilledOnce(40_000);
    }

    private void table(int rows) {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(rows));
    }

    /** Moves rows, those behind and those before the walk; removes some and adds others. */
    private void application(int seed) {
        database.execute(
                """
                update item
                   set size = size + 1
                 where id in (select id from item where id %% 7 = %d for update skip locked)""".formatted(seed % 7),
                """
                delete from item
                 where id in (select id from item where id %% 101 = %d for update skip locked)""".formatted(seed % 101),
                "insert into item select %d * 100000 + i, i from generate_series(1, 500) as i".formatted(seed),
                "vacuum item");
    }

    /** Puts the rows in other blocks, so that a walk that simply goes on would miss many. */
    private void rewrite() {
        database.execute("create index by_turn on item ((id * 7919 % 40009))", "cluster item using by_turn");
    }
}
