package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of schema public or another one, whatever the search_path finds of them. */
@AnyVersion
class TypesOutsideCatalogIT extends PhaseFixture {

    /** What alter table makes of a copy of the database is what is to come out. */
    @ParameterizedTest(name = "{1} to {2} with search_path = {0}")
    @CsvSource(delimiter = '|', textBlock = """
            "$user", public   | public.status | text                  |                          | open | 'open'
            ''                | public.status | text                  |                          | open | 'open'
            other, public     | public.status | text                  |                          | open | 'open'
            pg_catalog, other | public.status | text                  |                          | open | 'open'
            "$user", public   | other.status  | character varying(20) | convert: v::varchar(20)  | open | 'open'
            "$user", public   | text          | status                |                          | open | 'open'
            ''                | text          | public.status         |                          | open | 'open'
            other, public     | text          | public.status         |                          | open | 'open'
            "$user", public   | public.status | other.status          | convert: v::text::other.status, convert-back: v_new::text::public.status | open | 'open'
            ''                | public.citext | text                  |                          | Open | 'Open'
            "$user", public   | character varying(20) | citext        |                          | Open | 'Open'::varchar
            other             | character varying(20) | public.citext |                          | Open | 'Open'::varchar
            "$user", public   | public.amount | bigint                |                          | 1 | 1
            other             | public.amount | big_amount            |                          | 1 | 1
            ''                | integer       | other.big_amount      |                          | 1 | 1
            """, quoteCharacter = '`')
    void changeAsAlterTableChangesThem(
            String path, String oldType, String newType, String more, String value, String carriedDefault) {
        database.execute(
                "create extension citext",
                "create schema other",
                "create type public.status as enum ('open', 'shut')",
                "create type other.status as enum ('open', 'shut')",
                "create domain public.amount as integer check (value > 0)",
                "create domain other.big_amount as bigint check (value > 0)",
                "create table public.item (id integer primary key, v %s not null default '%s')"
                        .formatted(oldType, value),
                "create index item_v on public.item (v) where v is not null",
                "insert into public.item (id) select i from generate_series(1, 20) as i",
                "alter database %s set search_path = %s".formatted(database.name(), path));
        String expected;
        workbench.reconnect();
        try (TestDatabase altered = database.copy()) {
            altered.execute(
                    "set search_path = " + path,
                    "alter table public.item alter column v drop default",
                    "alter table public.item alter column v type %1$s using v::text::%1$s".formatted(newType),
                    "alter table public.item alter column v set default " + carriedDefault);
            expected = SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(altered));
        }
        workbench.change(CHANGE, """
                table: public.item
                columns: {v: {type: '%s', %s}}
                soak: 0s
                """.formatted(newType, more == null ? "" : more));
        assertDone(workbench.plan(CHANGE));

        runTo(Phase.BACKFILLED);
        database.execute("insert into public.item values (100, '%s')".formatted(value));
        runTo(Phase.CUT_OVER);
        database.execute("insert into public.item (id) values (200)");
        run(PhaseCommand.ROLLBACK);
        database.execute("insert into public.item (id) values (300)");
        runTo(Phase.CONTRACTED);

        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(expected);
        assertThat(database.value("select count(*) from public.item where v::text = '%s'".formatted(value), Long.class))
                .isEqualTo(23);
    }

    /** PostgreSQL calls an enum's text stable for that reason. */
    @Test
    void aLabelThatIsRenamedAfterVerifyClosesTheGate() {
        database.execute(
                "create type status as enum ('open', 'shut')",
                "create table item (id integer primary key, v status not null default 'open')",
                "insert into item select i from generate_series(1, 20) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {v: {type: text}}\nsoak: 0s\n");
        runTo(Phase.VERIFIED);
        database.execute("alter type status rename value 'open' to 'begun'");

        Problem problem = refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER);
        assertThat(problem.observed()).contains("a label of an enum was renamed");
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        workbench.run(PhaseCommand.VERIFY, CHANGE, RunOption.REPAIR);
        runTo(Phase.CONTRACTED);
        database.execute("drop type status", "insert into item (id) values (21)");
        assertThat(database.value("select count(*) from item where v = 'begun'", Long.class))
                .isEqualTo(21);
    }
}
