package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** The mirror keeps the columns equal whatever the application does, and never fails its writes. */
class MirrorIT extends PhaseFixture {

    @BeforeEach
    void expandIntegers() {
        database.execute(
                "create table item (id integer primary key, size integer not null, name text)",
                "insert into item select i, i, 'n' from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
        run(PhaseCommand.EXPAND);
    }

    @Test
    void mirrorsInsertsUpdatesAndConflicts() {
        database.execute(
                "insert into item values (200, 1, 'x')",
                "insert into item values (200, 2, 'x') on conflict (id) do update set size = excluded.size",
                "update item set size = 5 where id = 1");
        assertThat(database.column("select size_new from item where id in (1, 200) order by id"))
                .containsExactly("5", "2");
    }

    @Test
    void mirrorsWhatIsCopiedIn() throws Exception {
        try (Connection application = database.connect()) {
            application
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy item (id, size) from stdin with (format csv)", new StringReader("300,3\n301,4\n"));
        }
        assertThat(database.column("select size_new from item where id >= 300 order by id"))
                .containsExactly("3", "4");
    }

    @Test
    void aRowWrittenBackWholeWithAStaleValueStaysRight() {
        database.execute("update item set size = 5, size_new = null, name = 'stale' where id = 1");
        database.execute("update item set size_new = 999 where id = 1");
        assertThat(database.value("select size_new from item where id = 1", Long.class))
                .isEqualTo(5);
    }

    @Test
    void seesWhatAnotherTriggerSets() {
        database.execute(
                """
                create function twice() returns trigger language plpgsql as $$
                begin
                    new.size := 2 * new.size;
                    return new;
                end $$""",
                "create trigger z_twice before update on item for each row execute function twice()",
                "update item set name = 'y' where id = 7");
        assertThat(database.value("select size_new from item where id = 7", Long.class))
                .isEqualTo(14);
    }

    @Test
    void firesForReplicatedWritesToo() {
        database.execute("set session_replication_role = replica", "update item set size = 8 where id = 3");
        assertThat(database.value("select size_new from item where id = 3", Long.class))
                .isEqualTo(8);
    }

    @Test
    void aTriggerThatFiresAfterItClosesTheGates() {
        runTo(Phase.HARDENED);
        database.execute(
                "create function nothing() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger \"~~late\" before update on item for each row execute function nothing()");
        assertThat(refused(ProblemCode.MIRROR_UNHEALTHY, PhaseCommand.VERIFY).observed())
                .contains("~~late");
    }

    @Test
    void aDisabledMirrorClosesTheGates() {
        database.execute("alter table item disable trigger all");
        refused(ProblemCode.MIRROR_UNHEALTHY, PhaseCommand.BACKFILL);
    }

    @Test
    void verifyFindsWhatWasWrittenPastTheMirrorAndRepairMendsIt() {
        runTo(Phase.HARDENED);
        writePastTheMirror("update item set size = 77 where id = 42");
        assertThat(refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).observed())
                .contains("42 size: 77 → 42");
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER);
        Outcome repaired = workbench.run(PhaseCommand.VERIFY, CHANGE, RunOption.REPAIR);
        assertThat(repaired.results()).contains("verified: 100 rows compared, 0 mismatches, 1 repaired.");
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void afterCutoverTheOldColumnStaysCurrentAndMisfitsCloseTheWayBack() {
        runTo(Phase.CUT_OVER);
        database.execute("update item set size = 6 where id = 1", "insert into item (id, size) values (300, 9)");
        assertThat(database.column("select size_old from item where id in (1, 300) order by id"))
                .containsExactly("6", "9");
        database.execute("update item set size = 3000000000 where id = 2");
        assertThat(database.value("select size_old is null from item where id = 2", Boolean.class))
                .isTrue();
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK).observed())
                .contains("1 values")
                .contains("2 size: 3000000000");
        run(PhaseCommand.CONTRACT);
    }

    @Test
    void anApplicationWithoutPrivilegesWritesMisfitsAllTheSame() throws SQLException {
        runTo(Phase.CUT_OVER);
        String role = "app_" + database.name();
        database.execute("create role " + role, "grant select, insert, update on item to " + role);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set role " + role);
            statement.execute("update item set size = 3000000000 where id = 2");
        }
        assertThat(database.value("select count(*) from pgretype.misfit", Long.class))
                .isEqualTo(1);
        database.execute("drop owned by " + role, "drop role " + role);
    }

    @Test
    void sessionsWhoseTriggerFunctionsReadTheColumnGoOnAfterTheSwap() throws SQLException {
        database.execute(
                """
                create function audit() returns trigger language plpgsql as $$
                declare
                    seen text;
                begin
                    seen := new.size + 1;
                    new.name := seen;
                    return new;
                end $$""", "create trigger audit before insert or update on item for each row execute function audit()");
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            statement.execute("update item set size = 4 where id = 4");
            runTo(Phase.CUT_OVER);
            statement.execute("update item set size = 5 where id = 4");
            run(PhaseCommand.ROLLBACK);
            statement.execute("update item set size = 6 where id = 4");
        }
        assertThat(database.value("select name from item where id = 4", String.class))
                .isEqualTo("7");
    }
}
