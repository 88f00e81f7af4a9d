package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table without a key is walked by block, and its rows are known by their places. */
@AnyVersion
class TableWithoutKeyIT extends BackfillFixture {

    private static final String SOAK = "soak: 0s";

    private static final String DIFFERENCE = """
            (select format('item %s %s', size, name)
               from (select size::bigint, name from item except all select size, name from twin) as more)
             union all
            (select format('twin %s %s', size, name)
               from (select size, name from twin except all select size::bigint, name from item) as more)
             order by 1
             limit 10""";

    private static final String LEFT = "select count(*) from item where size_new is distinct from size::bigint";

    /** Each row is there three times; the twin gets the same writes. */
    private void table(int rows) {
        database.execute(
                "create table item (size integer, name text)",
                "insert into item select nullif(i / 3, 17), 'n' || i / 3 from generate_series(1, %d) as i"
                        .formatted(rows),
                "create index by_size on item (size)",
                "create table twin (size bigint, name text)",
                "insert into twin select * from item",
                "analyze item");
    }

    private void assertNothingLost() {
        assertThat(database.column(DIFFERENCE)).isEmpty();
    }

    @Test
    void goesThroughAllPhasesAndBackUnderWrites() throws Exception {
        table(30_000);
        expand(SOAK);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> write(over));
        try {
            runTo(Phase.CUT_OVER);
            run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK);
            runTo(Phase.CUT_OVER);
            run(PhaseCommand.VERIFY);
        } finally {
            over.set(true);
            writes.get();
        }
        assertNothingLost();
        run(PhaseCommand.CONTRACT);
        assertNothingLost();
        database.execute("insert into item (size, name) values (3000000000, 'wide')");
    }

    /** Writes to both tables in one transaction, by the names of columns: their order changes. */
    private void write(AtomicBoolean over) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; !over.get(); i++) {
                for (String table : new String[] {"item", "twin"}) {
                    statement.execute("update %s set size = size + 1 where size = %d".formatted(table, i % 9_000));
                    statement.execute("delete from %s where size = %d".formatted(table, 9_990 - i % 50));
                    statement.execute(
                            "insert into %s (size, name) values (%d, 'new'), (%2$d, 'new')".formatted(table, i));
                }
                connection.commit();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSchemaIsAsItWas() {
        table(300);
        String before = SchemaDump.byCatalog(database);
        expand(SOAK);
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void planSaysHowItIsWalked() {
        table(300);
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\norder: key\n");
        assertThat(String.join("\n", assertDone(workbench.plan(CHANGE)).results()))
                .contains("-- by block: the table has no key")
                .contains("t.ctid = k.place");
    }

    @Test
    void updatesThatAPublicationForbidsAreRefused() {
        table(300);
        database.execute("create publication published for table item");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        assertStopped(workbench.plan(CHANGE), ProblemCode.REPLICA_IDENTITY_MISSING);
        database.execute("alter table item replica identity full");
        expand(SOAK);
        run(PhaseCommand.BACKFILL);
        assertAllFilled();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsThatOthersHaveLockedAreFilledWhereverTheyGo(boolean commits) throws Exception {
        table(3_000);
        expand();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update item set name = 'other' where size between 100 and 110");
            CompletableFuture<Outcome> backfill = start();
            awaitTrue("select count(*) = 33 from pgretype.locked_row where row_key[1] ~ '^[(][0-9]+,[0-9]+[)]$'");
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
            assertDone(backfill.get());
        }
        assertAllFilled();
    }

    @Test
    void rowsThatSomethingRefusesAreNamedByTheirPlaces() {
        table(3_000);
        database.execute(
                "create function refuse() returns trigger language plpgsql as"
                        + " $$ begin if new.size in (5, 500) then raise exception 'no %', new.name; end if; return new; end $$",
                "create trigger refuse before update on item for each row execute function refuse()");
        expand("triggers: fire");
        Problem failing = refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);
        assertThat(failing.observed()).contains("no n5").containsPattern("\\([0-9]+,[0-9]+\\): ERROR: no n");
        assertThat(number(LEFT)).isEqualTo(6);
        database.execute("drop trigger refuse on item");
        run(PhaseCommand.BACKFILL);
        assertAllFilled();
    }

    @Test
    void goesOnAfterItsConnectionsWereCut() throws Exception {
        table(40_000);
        noteFills("new.size::text");
        gate(12);
        expand("triggers: fire");
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        workbench.stop();
        cutConnections();
        openGate();
        backfill.get();
        reopen();
        run(PhaseCommand.BACKFILL);
        assertAllFilled();
        assertThat(number("select count(*) from filled")).isBetween(39_000L, 40_000L);
    }

    @Test
    void walksOnceMoreWhenTheTableWasRewritten() throws Exception {
        table(40_000);
        gate(12);
        expand("triggers: fire");
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        workbench.stop();
        openGate();
        assertStopped(backfill.get(), ProblemCode.STOPPED);
        database.execute("delete from item where size < 1000", "vacuum full item");
        run(PhaseCommand.BACKFILL);
        assertAllFilled();
    }

    @Test
    void mismatchesAreNamedByPlaceAndContentAndRepaired() {
        table(3_000);
        expand(SOAK);
        runTo(Phase.HARDENED);
        writePastTheMirror("update item set size_new = 7 where size = 500");

        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(found.observed())
                .contains("the first by their places, each with its row")
                .containsPattern("\\([0-9]+,[0-9]+\\), \\(500,n500,7\\) size: 500 → 7");
        assertThat(number("select count(*) from pgretype.mismatch")).isEqualTo(3);

        assertThat(done(PhaseCommand.VERIFY, RunOption.REPAIR).results())
                .contains("verified: 3000 rows compared, 0 mismatches, 3 repaired.");
        assertThat(number(LEFT)).isZero();
    }

    /** What a repair cannot make right lies elsewhere after it. */
    @Test
    void whatARepairCannotMakeRightIsStillFound() {
        database.execute(
                "create table item (code text, name text)",
                "insert into item select i::text, 'n' from generate_series(1, 1000) as i");
        workbench.change(
                CHANGE, "table: item\ncolumns: {code: {type: integer, convert-back: code_new::text}}\nsoak: 0s\n");
        run(PhaseCommand.EXPAND);
        database.execute("update item set code = 'x' where code = '5'");
        runTo(Phase.HARDENED);
        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY, RunOption.REPAIR);
        assertThat(found.observed()).containsPattern("\\([0-9]+,[0-9]+\\), \\(x,n,\\) code: x → NULL");
        database.execute("update item set code = '5' where code = 'x'");
        run(PhaseCommand.VERIFY);
    }

    @Test
    void rowsThatDoNotConvertAreNamedBeforeAnythingIsDone() {
        database.execute(
                "create table item (code text)",
                "insert into item select case i when 900 then 'x' else i::text end from generate_series(1, 1000) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {code: {type: integer, convert-back: code_new::text}}\n");
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.ROWS_DO_NOT_CONVERT)
                        .observed())
                .containsPattern("\\([0-9]+,[0-9]+\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "vacuum full item", "update item set name = name where size = 500"})
    void whatIsWrittenWrongAfterVerificationClosesTheGate(String then) {
        table(3_000);
        expand(SOAK);
        runTo(Phase.VERIFIED);
        database.execute(
                """
                create function spoil() returns trigger language plpgsql as $$
                begin
                    new.size_new := 7;
                    return new;
                end $$""",
                "create trigger \"~~late\" before update on item for each row execute function spoil()",
                "update item set name = 'late' where size = 500",
                then,
                "drop trigger \"~~late\" on item");

        assertThat(refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER).observed())
                .contains("3 rows were stored with a new value that is not the conversion");

        run(PhaseCommand.HARDEN);
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CUTOVER);
        assertThat(number("select count(*) from pgretype.witnessed")).isZero();
    }

    @Test
    void aValueThatDoesNotFitClosesTheWayBackAndIsNoMismatch() {
        table(3_000);
        expand(SOAK);
        runTo(Phase.CUT_OVER);
        database.execute(
                "update item set size = 3000000000 where size = 500",
                "insert into item (size, name) values (3000000000, 'a')");
        Problem closed = refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
        assertThat(closed.observed()).containsPattern("\\([0-9]+,[0-9]+\\) size: 3000000000");
        assertThat(workbench.run(PhaseCommand.VERIFY, CHANGE).results())
                .contains("verified: 3001 rows compared, 0 mismatches, 0 repaired.");
        assertThat(workbench.run(PhaseCommand.CONTRACT, CHANGE).exitStatus()).isEqualTo(ExitStatus.DONE);
    }
}
