package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Workbench;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is bound to the column by its number, where it does not just come along: {@link KeySituationsIT} shows that it does. */
class BoundObjectsIT extends PhaseFixture {

    @BeforeEach
    void create() {
        database.execute(
                "create type state as enum ('open', 'closed')",
                "create table item (id integer primary key, size integer not null, state state not null)",
                "create table note (id integer primary key, item_id integer)",
                "insert into item select i, i, 'open' from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
    }

    @Test
    void planShowsWhatIsMadeAgain() {
        database.execute("create policy small on item using (size < 9)");

        assertThat(workbench.plan(CHANGE).results())
                .anyMatch(line -> line.contains("alter policy small on public.item using ((size < 9))"));
    }

    /** The server compares no text with a uuid: with one of the tables alone it does not take the view. */
    @Test
    void planShowsAViewOverTwoTablesThatAreSwappedTogether() {
        database.execute(
                "create table parent (id char(32) primary key)",
                "create table child (id integer primary key, parent_id char(32) references parent)",
                "create view joined as select p.id, c.id as child from parent as p join child as c on c.parent_id = p.id");
        workbench.change(
                CHANGE,
                "table: parent\ncolumns: {id: {type: uuid, convert-back: \"replace(id_new::text, '-', '')\"}}\n");

        List<String> plan = workbench.plan(CHANGE).results();

        assertThat(plan)
                .filteredOn(line -> line.contains("drop view public.joined"))
                .hasSize(1);
        assertThat(plan)
                .filteredOn(line -> line.contains("create view public.joined"))
                .hasSize(1);
        assertThat(plan)
                .filteredOn(line -> line.startsWith("    public.joined: "))
                .hasSize(1);
    }

    @Test
    void comesAlongWhereItWasMadeWhileTheChangeIsOpen() {
        runTo(Phase.VERIFIED);
        database.execute("create policy known on note using (item_id in (select id from item where size < 9))");
        String before = SchemaDump.byCatalog(database);

        runTo(Phase.CUT_OVER);
        assertThat(isTrue(bound("size"))).isTrue();
        run(PhaseCommand.ROLLBACK);

        assertThat(isTrue(bound("size"))).isTrue();
        assertThat(SchemaDump.byCatalog(database).lines().filter(line -> line.startsWith("policy")))
                .isNotEmpty()
                .isEqualTo(
                        before.lines().filter(line -> line.startsWith("policy")).toList());
        run(PhaseCommand.ABANDON);
    }

    @Test
    void isRefusedWhereTheServerDoesNotTakeItOfTheNewType() {
        workbench.change(CHANGE, "table: item\ncolumns: {state: {type: text}}\n");
        database.execute(
                "create policy opened on note using (exists (select from item where state = 'open' and id = item_id))",
                "create policy typeless on item using (state::text = 'open')");

        Problem problem = refused(ProblemCode.OBJECT_NOT_CARRIED, PhaseCommand.EXPAND);

        assertThat(problem.observed()).isEqualTo("policy opened on public.note: operator does not exist: text = state");
    }

    @Test
    void isRefusedWhereItBelongsToAViewThatIsCreatedAgain() {
        workbench.change(CHANGE, "table: item\ncolumns: {state: {type: text}}\n");
        database.execute(
                "create view states as select id, state from item",
                "create rule closing as on delete to states where old.state = 'open' do instead nothing",
                "create rule typeless as on update to states where old.state::text = 'open' do instead nothing");

        assertThat(refused(ProblemCode.OBJECT_NOT_CARRIED, PhaseCommand.EXPAND).observed())
                .isEqualTo("rule closing on public.states: operator does not exist: text = state");
    }

    @Test
    void isRefusedAtCutoverWhereItCameLater() {
        workbench.change(CHANGE, "table: item\ncolumns: {state: {type: text}}\n");
        runTo(Phase.VERIFIED);
        database.execute("create policy opened on item using (state = 'open')");

        assertThat(refused(ProblemCode.OBJECT_NOT_CARRIED, PhaseCommand.CUTOVER).observed())
                .startsWith("policy opened on public.item");
    }

    @Test
    void isRefusedWhereAnotherOwnsIt() {
        String role = "owner_" + database.name();
        database.execute(
                "create role %s login password 'secret'".formatted(role),
                "grant create on database %s to %s".formatted(database.name(), role),
                "grant all on schema public to " + role,
                "alter table item owner to " + role,
                "create policy known on note using (item_id in (select id from item where size < 9))");
        workbench.close();
        workbench =
                Workbench.on(database, role, "secret").change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");

        assertThat(refused(ProblemCode.NO_PRIVILEGE, PhaseCommand.EXPAND).observed())
                .contains("policy known on public.note");
    }

    @Test
    void aTriggerKeepsAStoredGeneratedColumnInstead() {
        database.execute("alter table item add twice integer generated always as (size * 2) stored");
        refused(ProblemCode.GENERATED_COLUMN, PhaseCommand.EXPAND);
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\ntriggers: fire\nsoak: 0s\n");

        database.execute(
                "create function twice() returns trigger language plpgsql"
                        + " as 'begin new.twice := new.size * 2; return new; end'",
                "alter table item alter column twice drop expression",
                "create trigger twice before insert or update on item for each row execute function twice()");
        runTo(Phase.CUT_OVER);
        database.execute("update item set size = 1000 where id = 5");
        run(PhaseCommand.CONTRACT);
        database.execute("insert into item values (101, 'open', 202, 101)");

        assertThat(number("select count(*) from item where twice = size * 2")).isEqualTo(101);
    }

    @Test
    void aStoredGeneratedColumnThatCameSinceCutoverIsInTheWayOfRollback() {
        runTo(Phase.CUT_OVER);
        database.execute("alter table item add twice bigint generated always as (size * 2) stored");

        assertThat(refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.ROLLBACK).observed())
                .isEqualTo("these came to the column since cutover: column twice of table item");

        database.execute("alter table item drop column twice");
        run(PhaseCommand.ROLLBACK);
        database.execute("alter table item add twice bigint generated always as (size_new * 2) stored");
        assertThat(refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.ABANDON).observed())
                .contains("column twice of table item");
    }

    @Test
    void anExclusionConstraintIsAddedAgainAfterContract() {
        String constraint = "alter table item add constraint once exclude (size with =)";
        database.execute(constraint);
        String before = SchemaDump.byCatalog(database);
        refused(ProblemCode.EXCLUSION_CONSTRAINT, PhaseCommand.EXPAND);

        database.execute("alter table item drop constraint once");
        runTo(Phase.CONTRACTED);
        database.execute(constraint);

        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(
                        SchemaDump.withoutColumnOrder(before.replaceAll("(column .*size: type )integer", "$1bigint")));
    }

    @Test
    void rollbackGivesBackTheTextsThatTheSwapShortened() {
        bindWithCasts();
        String before = SchemaDump.byCatalog(database);

        runTo(Phase.CUT_OVER);
        assertThat(bound()).isNotEmpty().noneMatch(fact -> fact.contains("size)::bigint"));
        run(
                PhaseCommand.ROLLBACK,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER,
                PhaseCommand.ROLLBACK,
                PhaseCommand.ABANDON);

        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void rollbackGivesBackTheExpressionOfAVirtualColumn() {
        assumeTrue(PostgresServer.major() >= 18, "this PostgreSQL does not know them");
        database.execute("alter table item add twice bigint generated always as (size::bigint * 2) virtual");
        String before = SchemaDump.byCatalog(database);

        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK);
        run(PhaseCommand.ABANDON);

        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void rollbackGivesBackTextsThatTheServerWouldNotTakeAsTheSwapLeftThem() {
        workbench.change(CHANGE, "table: item\ncolumns: {state: {type: text}}\nsoak: 0s\n");
        database.execute(
                "create policy opened on item using (state::text = 'open')",
                "create view states as select id, state from item",
                "alter view states alter column state set default 'open'",
                "create rule closing as on delete to states where old.state::text = 'open'"
                        + " do instead update item set state = 'closed' where id = old.id");
        String before = SchemaDump.byCatalog(database);

        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK);
        run(PhaseCommand.ABANDON);

        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void whatSomebodyChangedAfterCutoverIsNotGivenBackAsItWas() {
        bindWithCasts();
        runTo(Phase.CUT_OVER);
        database.execute(
                "alter policy small on item using (size < 20)",
                "create or replace trigger large before update on item for each row when (new.size > 20)"
                        + " execute function nothing()",
                "create or replace rule kept as on delete to item where old.size < 20 do instead nothing",
                "create or replace function total() returns numeric language sql return (select sum(size + 20) from item)");
        run(PhaseCommand.ROLLBACK);

        assertThat(bound().stream().filter(fact -> fact.contains("20")).toList())
                .hasSize(4);
        run(PhaseCommand.ABANDON);
    }

    /** Something of every kind, with a cast that is needless once the column is a bigint. */
    private void bindWithCasts() {
        database.execute(
                "create function nothing() returns trigger language plpgsql as 'begin return new; end'",
                "create policy small on item using (size::bigint < 9) with check (size::bigint < 10)",
                "create policy known on note using (item_id in (select id from item where size::bigint < 9))",
                "create trigger large before update on item for each row when (new.size::bigint > 9)"
                        + " execute function nothing()",
                "create constraint trigger late after update on item for each row when (new.size::bigint > 9)"
                        + " execute function nothing()",
                "create rule kept as on delete to item where old.size::bigint < 9 do instead nothing",
                "create function total() returns numeric language sql return (select sum(size::bigint) from item)",
                "create view sizes as select id, size from item where size::bigint > 1",
                "create rule kept as on delete to sizes where old.size::bigint < 9 do instead nothing");
        if (PostgresServer.major() >= 15) {
            database.execute("create publication small for table item (id, size) where (size::bigint < 9)"
                    + " with (publish = 'insert')");
        }
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\ntriggers: fire\nsoak: 0s\n");
    }

    /** What the dump says of all that. */
    private List<String> bound() {
        return SchemaDump.byCatalog(database)
                .lines()
                .filter(fact -> fact.matches("(policy|trigger|rule|function|publication) .*size.*"))
                .toList();
    }

    private static String bound(String column) {
        return """
                select exists (
                    select
                      from pg_depend
                      join pg_attribute as attribute
                        on attribute.attrelid = refobjid
                       and attribute.attnum = refobjsubid
                     where classid = 'pg_policy'::regclass
                       and attribute.attname = '%s')""".formatted(column);
    }
}
