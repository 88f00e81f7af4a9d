package io.pgretype.guard;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.database.Database;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard refuses, what it lets pass, and that it never stands in anybody else's way. */
class GuardIT {

    private static final String CHANGE = "the-change";
    private static final long SMALL = 64 * 1024;

    private final TestDatabase database = TestDatabase.create();
    private final Workbench workbench = Workbench.on(database);
    private final Guard guard = new Guard(database.ledger());

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null, width integer, name text)",
                "create index item_by_size on item (size)",
                "insert into item select i, i, 1, 'n' from generate_series(1, 100) as i",
                "create table big (id integer, text text)",
                "insert into big select i, repeat('x', 100) from generate_series(1, 2000) as i",
                "create table little (id integer)",
                "create function nothing() returns trigger language plpgsql as 'begin return new; end'");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\ntriggers: fire\n");
    }

    @AfterEach
    void close() {
        workbench.close();
        database.close();
    }

    private void run(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            assertDone(workbench.run(command, CHANGE));
        }
    }

    private void guarded() {
        run(PhaseCommand.EXPAND);
        guard.enable(SMALL);
    }

    /** It has no change file in which somebody could say that subscribers are ready for that. */
    @Test
    void doesNotMakeALedgerThatIsPublishedAtOnce() {
        database.execute("create publication everything for all tables");

        assertThatThrownBy(() -> guard.enable(SMALL))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertOnly(e.problems(), ProblemCode.LEDGER_PUBLISHED));
        assertThat(database.value("select to_regnamespace('pgretype') is null", Boolean.class))
                .isTrue();

        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\npublications: prepared\n");
        assertDone(workbench.run(PhaseCommand.EXPAND, CHANGE));
        guard.enable(SMALL);
    }

    @Test
    void dropsNoEventTriggerOfOthersThatHasTheNameOfOurs() {
        database.execute(
                "create function theirs() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger pgretype_guard_before on ddl_command_start execute function theirs()");
        for (Runnable command : List.<Runnable>of(() -> guard.enable(SMALL), guard::disable)) {
            assertThatThrownBy(command::run)
                    .hasMessageContaining("[name-taken]")
                    .hasMessageContaining("event trigger pgretype_guard_before calls theirs()");
        }
        assertThat(database.column("select evtname from pg_event_trigger")).containsExactly("pgretype_guard_before");
    }

    @Test
    void refusesToRewriteALargeTableWhileAChangeIsOpen() {
        guarded();
        assertThatThrownBy(() -> database.execute("alter table big alter column id type bigint"))
                .hasMessageContaining("pgretype guard: this would rewrite public.big")
                .hasMessageContaining("while change the-change is open")
                .hasMessageContaining("set pgretype.guard = off");
        assertThatThrownBy(() -> database.execute("do $$ begin alter table big alter column id type bigint; end $$"))
                .hasMessageContaining("pgretype guard");
        assertThat(database.value(
                        "select format_type(atttypid, null) from pg_attribute"
                                + " where attrelid = 'big'::regclass and attname = 'id'",
                        String.class))
                .isEqualTo("integer");
    }

    @Test
    void letsRewritesPassWhereNoChangeIsOpenOrTheTableIsSmallOrTemporary() {
        guarded();
        database.execute("alter table little alter column id type bigint");
        database.execute(
                "create temporary table mine as select * from big", "alter table mine alter column id type bigint");
        run(PhaseCommand.ABANDON);
        database.execute("alter table big alter column id type bigint");
    }

    @Test
    void knowsTheKeyThatMovesByItsNewTypeAfterCutover() {
        workbench.change(CHANGE, "table: item\ncolumns: {id: {type: bigint}}\nsoak: 0s\ntriggers: fire\n");
        guarded();
        workbench.runTo(Phase.CUT_OVER, CHANGE);
        assertThatThrownBy(() -> database.execute("alter table item rename column id to number"))
                .hasMessageContaining("column id is dropped, renamed or of another type");
        run(PhaseCommand.ROLLBACK, PhaseCommand.HARDEN, PhaseCommand.ABANDON);
    }

    @Test
    void aSettingOfTheSessionLetsAllPass() {
        guarded();
        database.execute("set pgretype.guard = off", "alter table big alter column id type bigint");
        database.execute("set pgretype.guard = off", "alter table item disable trigger all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table item drop column size_new cascade",
                "alter table item rename column size to length",
                "alter table item rename column id to number",
                "alter table item rename to thing",
                "alter table item disable trigger \"~pgretype_mirror\"",
                "alter table item disable trigger all",
                "alter table item enable trigger \"~pgretype_mirror\"",
                "drop trigger \"~pgretype_mirror\" on item",
                "alter table item disable trigger \"~pgretype_witness\"",
                "drop trigger \"~pgretype_witness\" on item",
                "drop function pgretype.\"witness_the-change\" cascade",
                "alter trigger \"~pgretype_mirror\" on item rename to mirror",
                "create trigger \"~~late\" before update on item for each row execute function nothing()",
                "drop function pgretype.\"mirror_the-change\" cascade",
                "drop table item",
                "do $$ begin drop table item; end $$",
                "alter table item alter column size_new type numeric",
                "alter schema public rename to other",
            })
    void refusesWhatWouldBreakTheTableUnderChange(String statement) {
        guarded();
        assertThatThrownBy(() -> database.execute("set pgretype.guard = on", statement))
                .hasMessageMatching("(?s).*pgretype guard: after this .*the-change.*|.*used in a trigger.*");
        assertThat(database.value("select count(size_new) from item where id = 1", Long.class))
                .isZero();
    }

    @Test
    void letsPassWhatHardenCarriesAndWhatHasNothingToDoWithTheChange() {
        guarded();
        database.execute(
                "create index concurrently item_again on item (size)",
                "drop index item_by_size",
                "alter table item add constraint positive check (size > 0)",
                "alter table item add column colour text",
                "alter table item drop column width",
                "alter table item alter column size set default 3",
                "create trigger a_first before update on item for each row execute function nothing()",
                "alter table big rename to large",
                "drop table large",
                "create schema theirs",
                "alter schema theirs rename to ours",
                "drop schema ours");
        workbench.runTo(Phase.CUT_OVER, CHANGE);
    }

    @Test
    void aTableThatIsBrokenAlreadyCanBeMended() {
        run(PhaseCommand.EXPAND);
        database.execute(
                "alter table item disable trigger all",
                "create trigger \"~~late\" before update on item for each row execute function nothing()");
        guard.enable(SMALL);
        database.execute("drop trigger \"~~late\" on item");
        database.execute("alter table item enable always trigger \"~pgretype_mirror\"");
        run(PhaseCommand.BACKFILL);
    }

    @Test
    void allPhasesPassAndTheTableUnderChangeIsGuardedAfterCutoverToo() {
        guard.enable(0);
        workbench.runTo(Phase.CUT_OVER, CHANGE);
        assertThatThrownBy(() -> database.execute("alter table item drop column size_old cascade"))
                .hasMessageContaining("pgretype guard");
        database.execute("update item set size = 3 where id = 3");
        run(PhaseCommand.ROLLBACK, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertDone(workbench.run(PhaseCommand.CONTRACT, CHANGE, RunOption.NOW));
        database.execute("alter table item rename column size to length");
    }

    @Test
    void anApplicationThatMayReadNothingOfOursIsRefusedAndLetPassLikeAnyOther() throws SQLException {
        String role = "app_" + database.name();
        database.execute("create role " + role, "grant create on schema public to " + role);
        guarded();
        database.execute("alter table item owner to " + role);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set role " + role);
            statement.execute("create table theirs (id integer)");
            statement.execute("alter table theirs add column name text");
            statement.execute("drop table theirs");
            statement.execute("insert into item values (2000, 1, 1, 'x')");
            assertThatThrownBy(() -> statement.execute("alter table item rename column size to length"))
                    .hasMessageContaining("pgretype guard");
        }
        database.execute("reassign owned by %s to current_user".formatted(role), "drop owned by " + role);
        database.execute("drop role " + role);
    }

    @Test
    void withoutALedgerItLetsEverythingPass() {
        guarded();
        database.execute("alter table pgretype.change rename to hidden");
        database.execute("alter table big alter column id type bigint", "alter table item rename column id to number");
        database.execute(
                "create view pgretype.change as select * from pgretype.hidden",
                "alter table item rename column number to id",
                "alter table item rename to thing");
    }

    @Test
    void aLockedLedgerLetsEverythingPassWithoutWaiting() throws SQLException {
        guarded();
        try (Connection migration = database.connect();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("lock table pgretype.change in access exclusive mode");
            database.execute("set statement_timeout = '10s'", "alter table big alter column id type bigint");
            migration.rollback();
        }
    }

    @Test
    void theSchemaCanBeDroppedWithIt() {
        guarded();
        assertThatCode(() -> database.execute("drop schema pgretype cascade")).doesNotThrowAnyException();
        assertThat(guard.state()).isEmpty();
        database.execute("alter table item rename column id to number");
    }

    @Test
    void disablingLeavesNothing() {
        run(PhaseCommand.EXPAND, PhaseCommand.ABANDON);
        String before = SchemaDump.byCatalog(database);
        assertThat(guard.state()).isEmpty();
        guard.enable(SMALL);
        guard.enable(2 * SMALL);
        assertThat(guard.state()).hasValueSatisfying(state -> {
            assertThat(state.above()).isEqualTo(2 * SMALL);
            assertThat(state.enabledBy()).isEqualTo(database.user());
            assertThat(state.flaw()).isNull();
        });
        guard.disable();
        guard.disable();
        assertThat(guard.state()).isEmpty();
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        assertThat(database.value("select count(*) from pg_proc where proname like 'guard%'", Long.class))
                .isZero();
    }

    @Test
    void saysWhatIsWrongWithIt() {
        guard.enable(SMALL);
        database.execute("alter event trigger pgretype_guard_after disable");
        assertThat(guard.state().orElseThrow().flaw()).isEqualTo("some of its event triggers are disabled");
        database.execute("drop event trigger pgretype_guard_after");
        assertThat(guard.state().orElseThrow().flaw()).isEqualTo("some of its event triggers are missing");
        guard.enable(SMALL);
        database.execute("""
                create or replace function pgretype.guard_ddl() returns event_trigger
                language plpgsql as 'begin return; end'""");
        assertThat(guard.state().orElseThrow().flaw()).isEqualTo("its functions are not those of this release");
    }

    @Test
    void aRoleThatMayNotIsToldWhatASuperuserHasToRun() {
        String role = "migrator_" + database.name();
        run(PhaseCommand.EXPAND);
        database.execute(
                "create role %s login password 'secret'".formatted(role),
                "grant all on schema pgretype to " + role,
                "grant all on all tables in schema pgretype to " + role);
        var humble = new org.postgresql.ds.PGSimpleDataSource();
        humble.setUrl("jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name()));
        humble.setUser(role);
        humble.setPassword("secret");
        Guard theirs = new Guard(new Ledger(Database.of(humble)));
        assertThatThrownBy(() -> theirs.enable(SMALL))
                .hasMessageContaining("[no-privilege]")
                .hasMessageContaining("./pgretype guard enable --print | psql");
        database.execute(theirs.enablingScript(SMALL));
        assertThat(theirs.state().orElseThrow().flaw()).isNull();
        assertThatThrownBy(theirs::disable).hasMessageContaining("[no-privilege]");
        database.execute(theirs.disablingScript());
        assertThat(theirs.state()).isEmpty();
        database.execute("drop owned by " + role, "drop role " + role);
    }
}
