package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Outcome;
import io.pgretype.run.RunOption;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between cutover and contract: what keeps the way back open, what closes it, and what is looked at on it. */
class WayBackIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n";
    private static final String COMPARED = "verified: 1000 rows compared, 0 mismatches, 0 repaired.";

    @BeforeEach
    void cutOver() {
        database.execute(
                "create table item (id integer primary key, size integer not null, name text)",
                "create index item_by_size on item (size)",
                "create index item_by_name_size on item (name, size)",
                "alter table item add constraint item_unique unique (size, id)",
                "insert into item select i, i, 'n' from generate_series(1, 1000) as i",
                // The twin: it gets the same writes, and has had the new type from the start.
                "create table twin (id integer primary key, size bigint not null, name text)",
                "insert into twin select * from item",
                "analyze item");
        workbench.change(CHANGE, FILE);
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    @Test
    void rolledBackAndCutOverAgainNothingIsLost() {
        write(
                "update %s set size = size + 1 where id %% 3 = 0",
                "insert into %s (id, size, name) values (2001, 7, 'a')");
        run(PhaseCommand.ROLLBACK);
        assertEqualToTwin();
        write("update %s set size = size * 2 where id %% 5 = 0", "delete from %s where id = 10");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertEqualToTwin();
        write(
                "update %s set size = 3000000000 where id = 20",
                "insert into %s (id, size, name) values (2002, 5000000000, 'b')");
        run(PhaseCommand.CONTRACT);
        assertEqualToTwin();
    }

    @Test
    void aValueThatDoesNotFitClosesTheWayBackWithCountAndKey() {
        assertThat(misfits()).isZero();
        write("update %s set size = 3000000000 where id = 42");

        Problem closed = refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK)
                .problems()
                .get(0);
        assertThat(closed.observed()).contains("1 values").contains("42 size: 3000000000");
        assertThat(misfits()).isEqualTo(1);
        refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK, RunOption.NOW);

        run(PhaseCommand.CONTRACT);
        assertEqualToTwin();
        assertThat(misfits()).isNull();
    }

    @Test
    void correctedAndDeletedValuesOpenItAgain() {
        write(
                "update %s set size = 3000000000 where id in (1, 2)",
                "update %s set size = 4000000000 where id = 2", "update %s set size = 9 where id = 1");
        assertThat(misfits()).isEqualTo(1);
        write("delete from %s where id = 2");
        assertThat(misfits()).isZero();

        run(PhaseCommand.ROLLBACK);
        assertEqualToTwin();
    }

    @Test
    void aValueThatComesAgainAfterItWasCorrectedClosesItAgain() {
        write(
                "update %s set size = 3000000000 where id = 1",
                "update %s set size = 9 where id = 1", "update %s set size = 4000000000 where id = 1");
        refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
    }

    @Test
    void aRowThatWasNotInsertedAfterAllIsNoMisfit() {
        write("insert into %s (id, size, name) values (5, 3000000000, 'conflict') on conflict do nothing");
        assertThat(misfits()).isZero();
        run(PhaseCommand.ROLLBACK);
    }

    @Test
    void aMisfitThatCannotBeNotedNeverFailsTheWriteAndIsFoundByTheComparison() {
        database.execute("alter table pgretype.misfit add constraint no_more check (false) not valid");
        write("update %s set size = 3000000000 where id = 42");

        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK)
                .problems()
                .get(0);
        assertThat(found.observed()).contains("42 size: NULL → 3000000000");

        database.execute("alter table pgretype.misfit drop constraint no_more");
        // What is touched is noted now.
        repair("verified: 1000 rows compared, 0 mismatches, 1 repaired.");
        refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
    }

    @Test
    void keysThatReadDifferentlyInOtherSessionsAreFoundAgain() {
        database.execute(
                "create table moment (at timestamptz, day date, size integer, primary key (at, day))",
                "insert into moment select '2026-02-01 12:00 UTC'::timestamptz + i * interval '1 h', '2026-02-03', i"
                        + " from generate_series(1, 20) as i");
        workbench.change("moments", "table: moment\ncolumns: {size: {type: bigint}}\n");
        for (PhaseCommand command : new PhaseCommand[] {
            PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER
        }) {
            assertThat(workbench.run(command, "moments").problems()).isEmpty();
        }
        database.execute("""
                do $$
                begin
                    set local timezone = 'Asia/Kolkata';
                    set local datestyle = 'SQL, DMY';
                    update moment set size = 3000000000 where size = 3;
                end $$""");
        assertThat(workbench.run(PhaseCommand.VERIFY, "moments").results())
                .contains(
                        "verified: 20 rows compared, 0 mismatches, 0 repaired.",
                        "1 values do not fit the old type: the way back is closed.");
        assertThat(workbench.run(PhaseCommand.ROLLBACK, "moments").problems())
                .extracting("code")
                .containsExactly(ProblemCode.WAY_BACK_CLOSED);
    }

    @Test
    void rollbackComparesTheRowsUnlessThatWasDoneSinceCutover() {
        assertThat(done(PhaseCommand.ROLLBACK).results()).contains(COMPARED);
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(done(PhaseCommand.VERIFY).results())
                .containsExactly(COMPARED, "All values fit the old type: the way back is open.");
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CUT_OVER);
        assertThat(done(PhaseCommand.ROLLBACK).results()).doesNotContain(COMPARED);
    }

    @Test
    void contractDoesNotCompareWhatWasVerifiedMinutesBeforeCutover() {
        write("update %s set size = size + 1 where id %% 3 = 0");
        assertThat(done(PhaseCommand.CONTRACT).results()).doesNotContain(COMPARED);
        assertEqualToTwin();
    }

    @Test
    void contractComparesWhereTheMirrorWasTouchedSinceCutover() {
        writePastTheMirror("update item set name = 'past' where id = 42");
        database.execute("update twin set name = 'past' where id = 42");
        assertThat(done(PhaseCommand.CONTRACT).results()).contains(COMPARED);
        assertEqualToTwin();
    }

    @Test
    void whatWasWrittenPastTheReverseMirrorStopsRollbackAndContractUntilItIsMended() {
        writePastTheMirror("update item set size = 77 where id = 42");
        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK)
                .problems()
                .get(0);
        assertThat(found.observed()).contains("42 size: 42 → 77");
        refused(ProblemCode.MISMATCHES, PhaseCommand.CONTRACT);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CUT_OVER);

        repair("verified: 1000 rows compared, 0 mismatches, 1 repaired.");
        run(PhaseCommand.ROLLBACK);
        assertThat(database.value("select size from item where id = 42", Long.class))
                .isEqualTo(77);
    }

    @Test
    void rollbackAtOnceKeepsBothValuesForVerifyToShow() {
        writePastTheMirror("update item set size = 77 where id = 42");
        assertThat(done(PhaseCommand.ROLLBACK, RunOption.NOW).results())
                .anyMatch(line -> line.startsWith("The rows were not compared before;"));
        Problem found =
                refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).problems().get(0);
        assertThat(found.observed()).contains("42 size: 42 → 77");
    }

    @Test
    void contractAtOnceDoesNotAskTheOldValues() {
        writePastTheMirror("update item set size = 77 where id = 42");
        database.execute("update twin set size = 77 where id = 42");
        done(PhaseCommand.CONTRACT, RunOption.NOW);
        assertEqualToTwin();
    }

    @Test
    void rollbackNamesWhatItWouldNotCarry() {
        database.execute("create index theirs on item (size, name)");
        assertThat(refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.ROLLBACK)
                        .problems()
                        .get(0)
                        .observed())
                .contains("index theirs");
        database.execute("drop index theirs", "drop index item_by_size_old");
        assertThat(refused(ProblemCode.TWINS_INCOMPLETE, PhaseCommand.ROLLBACK)
                        .problems()
                        .get(0)
                        .observed())
                .contains("item_by_size_old");
        database.execute("create index item_by_size_old on item (size_old)");
        run(PhaseCommand.ROLLBACK);
    }

    @Test
    void contractInterruptedAmidItsIndexesGoesOnAndOnlyForwards() throws Exception {
        String before = SchemaDump.byCatalog(database);
        CompletableFuture<Outcome> contract;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            // DROP INDEX CONCURRENTLY waits for whoever has the table open, and lets everybody else work.
            statement.execute("update item set name = 'open' where id = 1");
            contract = CompletableFuture.supplyAsync(() -> workbench.run(PhaseCommand.CONTRACT, CHANGE));
            awaitDroppingOf("item_by_name_size_old");
            database.execute("update item set size = 8 where id = 2", "update twin set size = 8 where id = 2");
            workbench.stop();
            database.execute("select pg_terminate_backend(pid, 30000) from pg_stat_activity"
                    + " where application_name = 'pgretype' and datname = current_database()");
            assertThat(contract.get().exitStatus()).isNotEqualTo(ExitStatus.DONE);
            application.rollback();
        }
        reopen();
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CUT_OVER);
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK)
                        .problems()
                        .get(0)
                        .next())
                .isEqualTo("Type: ./pgretype contract the-change");
        assertThat(before).contains("item_by_name_size_old");

        run(PhaseCommand.CONTRACT);
        assertEqualToTwin();
        assertThat(SchemaDump.byCatalog(database)).doesNotContain("_old");
    }

    @Test
    void contractSaysWhichSpaceComesBackAndHow() {
        Outcome contracted = done(PhaseCommand.CONTRACT);
        assertThat(contracted.results())
                .anyMatch(line -> line.matches("space: 3 indexes gave back \\d+ kB at once\\."))
                .anyMatch(line -> line.startsWith("space: about 4000 bytes of old values stay in the rows."));
    }

    /** As a new process finds it. */
    private void reopen() {
        workbench.close();
        workbench = Workbench.on(database).change(CHANGE, FILE);
    }

    private void write(String... statements) {
        for (String statement : statements) {
            database.execute(statement.formatted("item"), statement.formatted("twin"));
        }
    }

    private void writePastTheMirror(String statement) {
        database.execute(
                "alter table item disable trigger \"~pgretype_mirror\"",
                statement,
                "alter table item enable always trigger \"~pgretype_mirror\"");
    }

    private void repair(String expected) {
        assertThat(done(PhaseCommand.VERIFY, RunOption.REPAIR).results()).contains(expected);
    }

    private Outcome done(PhaseCommand command, RunOption... options) {
        Outcome outcome = workbench.run(command, CHANGE, options);
        assertThat(outcome.problems()).as("%s", command).isEmpty();
        return outcome;
    }

    private @Nullable Long misfits() {
        return workbench.status().read(CHANGE).misfits();
    }

    private void awaitDroppingOf(String index) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Boolean.TRUE.equals(database.value(
                        "select exists (select from pg_index where indexrelid = to_regclass('%s') and not indisvalid)"
                                .formatted(index),
                        Boolean.class)));
    }

    private void assertEqualToTwin() {
        assertThat(database.column(
                        "select coalesce(i.id, t.id)::text from (select item.id, item.size, item.name from item) as i"
                                + " full join twin as t on t.id = i.id and t.size = i.size and t.name is not distinct from i.name"
                                + " where i.id is null or t.id is null limit 5"))
                .isEmpty();
    }
}
