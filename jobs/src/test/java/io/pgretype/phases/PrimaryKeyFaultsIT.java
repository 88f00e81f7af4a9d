package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.SchemaDump;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A primary key that moves, and what comes between: misfits, crashes, objects of others. */
@AnyVersion
class PrimaryKeyFaultsIT extends PhaseFixture {

    private String before = "";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, name text)",
                "insert into item select i, 'n' || i from generate_series(1, 6000) as i",
                "analyze item");
        workbench.change(CHANGE, "table: item\ncolumns: {id: {type: bigint}}\nsoak: 0s\n");
        before = SchemaDump.byCatalog(database);
    }

    @Test
    void aKeyBeyondTheOldTypeClosesTheWayBackUntilItIsGone() {
        runTo(Phase.CUT_OVER);
        database.execute(
                "insert into item (id, name) values (3000000000, 'a'), (3000000001, 'b')",
                "update item set name = 'c' where id = 3000000000",
                "update item set id = id + 10 where id = 3000000001");
        assertThat(workbench.status().read(CHANGE).misfits()).isEqualTo(2);
        assertThat(done(PhaseCommand.VERIFY).results()).anyMatch(line -> line.contains("2 values do not fit"));
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK).observed())
                .contains("3000000000 id: 3000000000", "3000000011 id: 3000000011");
        database.execute("update item set id = 7000 where id = 3000000000", "delete from item where id > 3000000000");
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        assertThat(number("select count(*) from item where id = 7000 and name = 'c'"))
                .isOne();
    }

    @Test
    void aNullInTheOldKeyThatNobodyNotedLeavesNoProofBehind() {
        runTo(Phase.CUT_OVER);
        writePastTheMirror("update item set id_old = null where id = 5");
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK, RunOption.NOW)
                        .observed())
                .contains("NULL in id_old");
        database.execute("insert into item (id, name) values (3000000000, 'a')");
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }

    @Test
    void aRollbackThatWasKilledAfterItsProofGoesOn() {
        proveByHand();
        run(PhaseCommand.ROLLBACK);
        assertThat(done(PhaseCommand.HARDEN).results()).anyMatch(line -> line.contains("2 objects built"));
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void contractRemovesTheProofOfARollbackThatWasNotFinished() {
        proveByHand();
        assertThatThrownBy(() -> database.execute("insert into item (id, name) values (3000000000, 'a')"))
                .hasMessageContaining("id_old_not_null_check");
        run(PhaseCommand.CONTRACT);
        database.execute("insert into item (id, name) values (3000000000, 'a')");
    }

    private void proveByHand() {
        runTo(Phase.CUT_OVER);
        database.execute("alter table item add constraint id_old_not_null_check check (id_old is not null) not valid");
    }

    @Test
    void verifyAfterRollbackAsksForHarden() {
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK);
        assertThat(refused(ProblemCode.WRONG_PHASE, PhaseCommand.VERIFY).next())
                .isEqualTo("Type: ./pgretype harden the-change");
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER, PhaseCommand.CONTRACT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIMARY_KEY", "SPARE_KEY"})
    void anIndexThatWasBuiltHalfwayIsBuiltAgain(String kind) {
        runTo(Phase.HARDENED);
        String twin = kind.equals("SPARE_KEY") ? "item_pkey_old" : "item_pkey_new";
        String building =
                database.value("select build_name from pgretype.twin where kind = '%s'".formatted(kind), String.class);
        database.execute(
                "update pg_index set indisvalid = false where indexrelid = '%s'::regclass".formatted(twin),
                "alter index %s rename to %s".formatted(twin, building),
                "update pgretype.twin set twin_oid = null, twin_shape = null where kind = '%s'".formatted(kind));
        assertThat(done(PhaseCommand.HARDEN).results()).anyMatch(line -> line.contains("1 object built"));
        assertThat(number("select count(*) from pg_index where indrelid = 'item'::regclass"))
                .isEqualTo(3);
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER, PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"CONTRACT", "ROLLBACK"})
    void indexesThatWereReindexedAreKnownAgain(PhaseCommand last) {
        runTo(Phase.HARDENED);
        database.execute("reindex index concurrently item_pkey_new", "reindex index concurrently item_pkey_old");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        database.execute("reindex index concurrently item_pkey", "reindex index concurrently item_pkey_old");
        run(last);
        assertThat(number("select count(*) from pg_index where indrelid = 'item'::regclass"))
                .isOne();
        if (last == PhaseCommand.ROLLBACK) {
            run(PhaseCommand.ABANDON);
            assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        }
    }

    @Test
    void aSpareThatSomebodyDroppedIsMissedByRollbackOnly() {
        runTo(Phase.CUT_OVER);
        database.execute("drop index item_pkey_old");
        assertThat(refused(ProblemCode.TWINS_INCOMPLETE, PhaseCommand.ROLLBACK).observed())
                .contains("spare index of primary key public.item_pkey_old");
        database.execute("create unique index item_pkey_old on item (id_old)");
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void aRowThatIsWrongIsFoundByItsKeyAndRepairedInBothDirections() {
        runTo(Phase.HARDENED);
        writePastTheMirror("update item set id_new = 70007 where id = 7");
        assertThat(refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).observed())
                .contains("7 id: 7 → 70007");
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        database.execute(
                "create function spoil() returns trigger language plpgsql as 'begin new.id_new := -9; return new; end'",
                "create trigger \"~~\" before update on item for each row execute function spoil()",
                "update item set name = 'x' where id = 9",
                "drop trigger \"~~\" on item");
        refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER);
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CUTOVER);
        database.execute("insert into item (id, name) values (4000000000, 'beyond')");
        writePastTheMirror("update item set id_old = 80008 where id = 8");
        assertThat(refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).observed())
                .contains("8 id: 80008 → 8");
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CONTRACT);
        assertThat(number("select sum(id) from item")).isEqualTo(4000000000L + 6000 * 6001 / 2);
    }

    /** Texts that the other type does not read: what was noted before the swap must not be looked up after it. */
    @Test
    void keysThatWereNotedAreOfTheTypeOfTheirTime() {
        database.execute(
                "create table node (id varchar(50) primary key, name text)",
                "insert into node select 'k' || i from generate_series(1, 100) as i");
        workbench.change(CHANGE, """
                table: node
                columns:
                  id: {type: integer, convert: 'substr(id, 2)::integer', convert-back: "'k' || id_new"}
                soak: 0s
                """);
        runTo(Phase.VERIFIED);
        database.execute(
                "create function spoil() returns trigger language plpgsql as 'begin new.id_new := -9; return new; end'",
                "create trigger \"~~\" before update on node for each row execute function spoil()",
                "update node set name = 'x' where id = 'k9'",
                "drop trigger \"~~\" on node",
                "update node set name = 'y' where id = 'k9'");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER, PhaseCommand.VERIFY);
        database.execute("update node set name = 'z' where id = 9");
        run(PhaseCommand.ROLLBACK, PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        run(PhaseCommand.CONTRACT);
        assertThat(number("select count(*) from node where id between 1 and 100"))
                .isEqualTo(100);
    }

    /** Applications tell by the name what was twice: of several indexes that refuse a row, PostgreSQL names the oldest. */
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"HARDENED", "CUT_OVER"})
    void aDuplicateIsReportedByThePrimaryKeysName(Phase phase) {
        runTo(phase);
        assertThatThrownBy(() -> database.execute("insert into item (id, name) values (5, 'twice')"))
                .hasMessageContaining("unique constraint \"item_pkey\"");
    }

    @Test
    void keepsItsTablespace() {
        assumeThat(PostgresServer.major()).isGreaterThanOrEqualTo(15);
        String tablespace = "space_" + UUID.randomUUID().toString().replace("-", "");
        database.execute(
                "set allow_in_place_tablespaces = on",
                "create tablespace %s location ''".formatted(tablespace),
                "alter index item_pkey set tablespace " + tablespace);
        String inTablespace = SchemaDump.byCatalog(database);
        assertThat(inTablespace).contains(tablespace);
        runTo(Phase.CUT_OVER);
        assertThat(number("select count(*) from pg_indexes where tablespace = '%s'".formatted(tablespace)))
                .isEqualTo(2);
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(inTablespace);
    }

    @Test
    void planShowsTheSwapAndWhatTheApplicationMayNotice() {
        database.execute("alter table item add other uuid not null unique default gen_random_uuid()");
        assertThat(workbench.plan(CHANGE).results())
                .anyMatch(line -> line.contains("create unique index concurrently item_pkey_new"))
                .anyMatch(line -> line.contains("create unique index concurrently item_pkey_old"))
                .anyMatch(line -> line.contains("add constraint item_pkey primary key using index item_pkey_new"))
                .noneMatch(line -> line.contains("is deferrable"));
        database.execute("alter table item drop constraint item_pkey, add primary key (id) deferrable");
        assertThat(workbench.plan(CHANGE).results())
                .anyMatch(line -> line.contains("primary key item_pkey is deferrable"));
    }

    @Test
    void progressIsToldFromPhaseToPhase() {
        run(PhaseCommand.EXPAND);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isEqualTo(6000);
        run(PhaseCommand.BACKFILL);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        assertThat(workbench.status().read(CHANGE).rowsDone()).isEqualTo(6000);
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY);
        assertThat(done(PhaseCommand.CUTOVER, RunOption.REHEARSE).results())
                .anyMatch(line -> line.startsWith("rehearsed: the swap works"));
        run(PhaseCommand.CUTOVER);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CUT_OVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item_pkey_new", "item_pkey_old"})
    void aNameThatTwinOrSpareNeedIsTaken(String name) {
        database.execute("create index %s on item (name)".formatted(name));
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.NAME_TAKEN).observed())
                .contains(name);
    }

    @Test
    void whatDependsOnTheKeyByItsConstraintComesAlong() {
        database.execute(
                "alter table item add other integer default 1, alter id set default 5",
                "create table inbox (name text)",
                "create rule put as on insert to inbox do instead insert into item (name) values (new.name)"
                        + " on conflict on constraint item_pkey do nothing");
        database.execute(
                "create function names() returns setof text begin atomic select name from item group by id; end");
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.CUT_OVER);
        database.execute("insert into inbox values ('put')", "select names()");
        run(PhaseCommand.ROLLBACK);
        database.execute("insert into inbox values ('put')", "select names()");
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void aTypeWithoutOrderIsNoKey() {
        workbench.change(CHANGE, """
                table: item
                columns:
                  id: {type: point, convert: "point(id, 0)", convert-back: "id_new[0]::integer"}
                """);
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.NO_KEY).observed())
                .contains("item_pkey has a column whose new type is not ordered");
    }

    @Test
    void aDomainIsAKeyAsItsTypeIs() {
        List<String> types = List.of("create schema hidden", "create domain hidden.number as bigint");
        database.execute(types.toArray(String[]::new));
        workbench.change(CHANGE, "table: item\ncolumns: {id: {type: hidden.number}}\nsoak: 0s\n");
        runTo(Phase.CUT_OVER);
        database.execute("insert into item (id, name) values (3000000000, 'a')");
        assertThat(workbench.status().read(CHANGE).misfits()).isOne();
        run(PhaseCommand.CONTRACT);
    }
}
