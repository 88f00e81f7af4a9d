package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A table {@code item} whose {@code size} becomes a bigint, with a note of every fill of a row and a gate for chunks. */
abstract class BackfillFixture extends PhaseFixture {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private String definition = "";

    /** @param options of the change file, one a line */
    void expand(String... options) {
        definition = "table: item\ncolumns: {size: {type: bigint}}\n" + String.join("\n", options) + "\n";
        workbench.change(CHANGE, definition);
        run(PhaseCommand.EXPAND);
    }

    /** As a new process finds it. */
    void reopen() {
        reopen(definition);
    }

    /** From now on {@code filled} has the key of every row that a chunk has filled, once for every time. */
    void noteFills(String key) {
        database.execute(
                "create table filled (row_key text)",
                """
                create function note() returns trigger language plpgsql as $$
                begin
                    if current_setting('application_name') = 'pgretype' then
                        insert into filled values (%s);
                    end if;
                    return null;
                end $$""".formatted(key),
                "create trigger note after update on item for each row execute function note()");
    }

    /** From now on each chunk waits with its rows locked, from the one of that number on, until the gate opens. */
    void gate(long openUntil) {
        database.execute(
                "create table gate (open_until bigint)",
                "insert into gate values (%d)".formatted(openUntil),
                "create sequence chunk_number",
                """
                create function wait() returns trigger language plpgsql as $$
                declare
                    mine bigint;
                begin
                    if current_setting('application_name') = 'pgretype' then
                        perform pg_advisory_xact_lock_shared(77);
                        mine := nextval('chunk_number');
                        while mine >= (select open_until from gate) loop
                            perform pg_sleep(0.002);
                        end loop;
                    end if;
                    return null;
                end $$""",
                "create trigger wait after update on item for each statement execute function wait()");
    }

    void openGate(long until) {
        database.execute("update gate set open_until = %d".formatted(until));
    }

    void openGate() {
        openGate(Long.MAX_VALUE);
    }

    /** Waits until a chunk waits at the gate, or the run has ended all the same. */
    void awaitGate(CompletableFuture<Outcome> run) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> run.isDone() || isTrue("""
                        select is_called
                           and last_value >= (select open_until from gate)
                           and exists (select from pg_stat_activity
                                        where datname = current_database()
                                          and wait_event = 'PgSleep')
                          from chunk_number"""));
    }

    CompletableFuture<Outcome> start() {
        return start(PhaseCommand.BACKFILL);
    }

    /** Of the numbers that Spring Batch keeps of the partitions, over all executions. */
    long counted(String column) {
        return number(
                "select sum(%s) from pgretype.batch_step_execution where step_name like 'fill%%:%%'".formatted(column));
    }

    void assertAllFilled() {
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.BACKFILLED);
        assertThat(number("select count(*) from item where size_new is distinct from size::bigint"))
                .as("rows that were missed")
                .isZero();
    }

    void assertNoneFilledTwice() {
        assertThat(database.column("select row_key from filled group by row_key having count(*) > 1 limit 10"))
                .as("rows that were filled twice")
                .isEmpty();
    }

    void assertEachFilledOnce(long rows) {
        assertAllFilled();
        assertNoneFilledTwice();
        assertThat(number("select count(*) from filled")).isEqualTo(rows);
        assertThat(workbench.status().read(CHANGE).rowsDone()).isEqualTo(rows);
    }
}
