package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.Outcomes;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Materialized views while they are filled again; what of them comes along is among the key situations. */
class MaterializedViewsIT extends PhaseFixture {

    private static final String IS_FILLED =
            "select exists (select from pg_stat_activity where datname = current_database()"
                    + " and query like 'refresh materialized view%' and wait_event = 'advisory'"
                    + " and application_name = 'pgretype')";

    @BeforeEach
    void create() {
        database.execute(
                "create table item (id integer primary key, size integer not null, name text)",
                "insert into item select i, i, 'n' || i from generate_series(1, 100) as i",
                // Whoever holds the lock decides how long pgretype fills.
                """
                create function gate() returns boolean language plpgsql as $$ begin
                  if current_setting('application_name') = 'pgretype' then
                    perform pg_advisory_xact_lock_shared(7);
                  end if;
                  return true;
                end $$""",
                "create materialized view sizes as select id, size from item where (select gate())",
                "create unique index sizes_by_id on sizes (id)",
                "create materialized view empty_yet as select size from item with no data",
                "create view over as select sum(size) as size from sizes",
                "grant select on sizes to pg_monitor",
                "analyze");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
    }

    @Test
    void planNamesThemWithTheirSize() {
        assertThat(String.join("\n", workbench.plan(CHANGE).results()))
                .containsPattern("public\\.sizes \\([0-9.]+ kB\\): size bigint; may be read by pg_monitor")
                .containsPattern("refresh materialized view public\\.sizes_new_")
                .doesNotContain("refresh materialized view public.empty_yet")
                .contains("public.over: size numeric");
    }

    @Test
    void whatIsInThemIsAsNewAsTheSwap() {
        runTo(Phase.VERIFIED);
        database.execute("insert into item values (101, 101, 'since')");
        run(PhaseCommand.CUTOVER);
        assertThat(number("select count(*) from sizes")).isEqualTo(101);
        assertThat(database.value("select pg_typeof(size)::text from sizes limit 1", String.class))
                .isEqualTo("bigint");
        assertThat(isTrue("select relispopulated from pg_class where relname = 'empty_yet'"))
                .isFalse();
        database.execute(
                "insert into item (id, size) values (102, 4000000)", "refresh materialized view concurrently sizes");
        assertThat(number("select size from sizes where id = 102")).isEqualTo(4_000_000);
        run(PhaseCommand.ROLLBACK);
        assertThat(number("select count(*) from sizes")).isEqualTo(102);
        assertThat(isTrue("select relispopulated from pg_class where relname = 'empty_yet'"))
                .isFalse();
        database.execute("refresh materialized view concurrently sizes", "refresh materialized view empty_yet");
    }

    @Test
    void aRehearsalLeavesNothing() {
        runTo(Phase.VERIFIED);
        String before = SchemaDump.byCatalog(database);
        done(PhaseCommand.CUTOVER, RunOption.REHEARSE);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        run(PhaseCommand.CUTOVER);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"CUTOVER", "ROLLBACK"})
    void theApplicationGoesOnWhileTheyAreFilled(PhaseCommand command) throws SQLException {
        try (Filling filling = new Filling(command)) {
            filling.await();
            database.execute(
                    "set lock_timeout = '100ms'; select from sizes; select from over",
                    "set lock_timeout = '100ms'; update item set size = 7 where id = 7; insert into item (id, size) values (900, 1)");
            filling.goOn();
            filling.mustEndWell();
        }
        assertThat(ours()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"CUTOVER", "ROLLBACK"})
    void whatWasRefreshedMeanwhileDoesNotBecomeOlder(PhaseCommand command) throws SQLException {
        try (Filling filling = new Filling(command)) {
            filling.await();
            database.execute(
                    "insert into item (id, size) values (900, 1)", "refresh materialized view concurrently sizes");
            filling.goOn();
            filling.mustEndWell();
        }
        assertThat(number("select count(*) from sizes where id = 900")).isEqualTo(1);
    }

    @Test
    void oneThatIsRefreshedAgainAndAgainStopsTheSwap() throws SQLException {
        try (Filling filling = new Filling(PhaseCommand.CUTOVER)) {
            for (int fill = 1; fill <= 3; fill++) {
                filling.await();
                database.execute("refresh materialized view sizes");
                filling.goOnOnce();
            }
            Outcome outcome = filling.outcome();
            assertThat(Outcomes.assertStopped(outcome, ProblemCode.TABLE_CHANGED)
                            .observed())
                    .contains("public.sizes", "filled 3 times");
            filling.goOn();
        }
        run(PhaseCommand.CUTOVER);
        assertThat(ours()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"CUTOVER", "ROLLBACK"})
    void killedWhileTheyAreFilledItGoesOn(PhaseCommand command) throws SQLException {
        try (Filling filling = new Filling(command)) {
            filling.await();
            cutConnections();
            filling.goOn();
            filling.outcome();
        }
        run(command);
        assertThat(ours()).isZero();
        assertThat(number("select count(*) from sizes")).isEqualTo(100);
    }

    @Test
    void anIndexThatCameMeanwhileComesAlong() throws SQLException {
        try (Filling filling = new Filling(PhaseCommand.CUTOVER)) {
            filling.await();
            database.execute("create index sizes_by_size on sizes (size)", "grant select on sizes to public");
            filling.goOn();
            filling.mustEndWell();
        }
        assertThat(number("select count(*) from pg_index where indrelid = 'sizes'::regclass"))
                .isEqualTo(2);
        assertThat(isTrue("select has_table_privilege('pg_read_all_stats', 'sizes', 'select')"))
                .isTrue();
        assertThat(ours()).isZero();
    }

    @Test
    void whatCannotBeFilledWithTheOtherTypeIsSaidInTheServersWords() {
        database.execute("create materialized view products as select id, size * 1000 as product from item");
        runTo(Phase.CUT_OVER);
        database.execute("update item set size = 3000000 where id = 1");
        var problem = refused(ProblemCode.VIEW_ON_COLUMN, PhaseCommand.ROLLBACK);
        assertThat(problem.stopped()).contains("public.products");
        assertThat(problem.observed()).contains("integer out of range");
        database.execute("update item set size = 3 where id = 1");
        run(PhaseCommand.ROLLBACK);
        assertThat(number("select product from products where id = 1")).isEqualTo(3_000);
        assertThat(ours()).isZero();
    }

    @Test
    void abandonRemovesWhatAnInterruptedCutoverHasMade() throws SQLException {
        String before = SchemaDump.byCatalog(database);
        try (Filling filling = new Filling(PhaseCommand.CUTOVER)) {
            filling.await();
            workbench.stop();
            filling.outcome();
        }
        assertThat(ours()).isEqualTo(2);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void contractRemovesWhatAnInterruptedRollbackHasMade() throws SQLException {
        try (Filling filling = new Filling(PhaseCommand.ROLLBACK)) {
            filling.await();
            workbench.stop();
            filling.outcome();
        }
        assertThat(ours()).isEqualTo(2);
        done(PhaseCommand.CONTRACT, RunOption.NOW);
        assertThat(ours()).isZero();
        assertThat(SchemaDump.byCatalog(database)).doesNotContain("_new", "_old");
    }

    @Test
    void oneThatGroupsByTheKeyIsWrittenSoThatItDoesNot() {
        database.execute(
                "create materialized view names as select id, name from item group by id",
                "create unique index names_by_id on names (id)",
                "grant select on names to pg_monitor");
        workbench.change(CHANGE, "table: item\ncolumns: {id: {type: bigint}}\nsoak: 0s\n");
        assertThat(refused(ProblemCode.VIEW_ON_COLUMN, PhaseCommand.EXPAND).observed())
                .contains("materialized view public.names: ");
        // As runbook.md has it.
        database.execute(
                "create materialized view names_filled as select id, name from item group by id, name",
                "create unique index on names_filled (id)",
                "grant select on names_filled to pg_monitor",
                "begin; drop materialized view names; alter materialized view names_filled rename to names; commit");
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK);
        runTo(Phase.CONTRACTED);
        assertThat(database.value("select pg_typeof(id)::text from names limit 1", String.class))
                .isEqualTo("bigint");
    }

    /** What we have made and not put in place. */
    private long ours() {
        return number(
                "select count(*) from pg_class where relkind in ('v', 'm') and relname ~ '_(new|was)_[0-9a-f]{16}_'");
    }

    /** A phase that fills materialized views as soon, and as long, as the test wants. */
    private final class Filling implements AutoCloseable {

        private final Connection connection;
        private final Statement statement;
        private final CompletableFuture<Outcome> outcome;

        Filling(PhaseCommand command) throws SQLException {
            runTo(command == PhaseCommand.CUTOVER ? Phase.VERIFIED : Phase.CUT_OVER);
            connection = database.connect();
            statement = connection.createStatement();
            statement.execute("select pg_advisory_lock(7)");
            outcome = start(command);
        }

        void await() {
            awaitTrue(IS_FILLED);
        }

        void goOn() throws SQLException {
            statement.execute("select pg_advisory_unlock_all()");
        }

        /** The next time it has to wait again: who waits first gets the lock first. */
        void goOnOnce() throws SQLException {
            statement.execute("select pg_advisory_unlock(7)");
            statement.execute("select pg_advisory_lock(7)");
        }

        Outcome outcome() {
            return outcome.join();
        }

        void mustEndWell() {
            Outcomes.assertDone(outcome());
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            outcome.join();
        }
    }
}
