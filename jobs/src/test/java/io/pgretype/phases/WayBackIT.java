package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.Statement;
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
        runTo(Phase.CUT_OVER);
    }

    @Test
    void rolledBackAndCutOverAgainNothingIsLost() {
        write(
                "update %s set size = size + 1 where id %% 3 = 0",
                "insert into %s (id, size, name) values (2001, 7, 'a')");
        run(PhaseCommand.ROLLBACK);
        assertEqualToTwin();
        write("update %s set size = size * 2 where id %% 5 = 0", "delete from %s where id = 10");
        runTo(Phase.CUT_OVER);
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

        Problem closed = refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
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

        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK);
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
        workbench.runTo(Phase.CUT_OVER, "moments");
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
        assertStopped(workbench.run(PhaseCommand.ROLLBACK, "moments"), ProblemCode.WAY_BACK_CLOSED);
    }

    @Test
    void rollbackComparesTheRowsUnlessThatWasDoneSinceCutover() {
        assertThat(done(PhaseCommand.ROLLBACK).results()).contains(COMPARED);
        runTo(Phase.CUT_OVER);
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
        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK);
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
        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
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
        assertThat(refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.ROLLBACK).observed())
                .contains("index theirs");
        database.execute("drop index theirs", "drop index item_by_size_old");
        assertThat(refused(ProblemCode.TWINS_INCOMPLETE, PhaseCommand.ROLLBACK).observed())
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
            contract = start(PhaseCommand.CONTRACT);
            awaitDroppingOf("item_by_name_size_old");
            database.execute("update item set size = 8 where id = 2", "update twin set size = 8 where id = 2");
            workbench.stop();
            cutConnections();
            assertThat(contract.get().exitStatus()).isNotEqualTo(ExitStatus.DONE);
            application.rollback();
        }
        reopen(FILE);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CUT_OVER);
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK).next())
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

    private void write(String... statements) {
        for (String statement : statements) {
            database.execute(statement.formatted("item"), statement.formatted("twin"));
        }
    }

    private void repair(String expected) {
        assertThat(done(PhaseCommand.VERIFY, RunOption.REPAIR).results()).contains(expected);
    }

    private @Nullable Long misfits() {
        return workbench.status().read(CHANGE).misfits();
    }

    private void awaitDroppingOf(String index) {
        awaitTrue("select exists (select from pg_index where indexrelid = to_regclass('%s') and not indisvalid)"
                .formatted(index));
    }

    private void assertEqualToTwin() {
        assertThat(database.column(
                        "select coalesce(i.id, t.id)::text from (select item.id, item.size, item.name from item) as i"
                                + " full join twin as t on t.id = i.id and t.size = i.size and t.name is not distinct from i.name"
                                + " where i.id is null or t.id is null limit 5"))
                .isEmpty();
    }
}
