package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Workbench;
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
