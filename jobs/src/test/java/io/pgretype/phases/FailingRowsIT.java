package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.status.WalkDetails;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What something refuses is found row by row, and the rest is filled. */
@AnyVersion
class FailingRowsIT extends BackfillFixture {

    private static final int ROWS = 8_000;

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void fillsAllOthersAndSaysWhichFailAndWhy(String order) {
        table();
        refuse("raise 'not row %, please', new.id", "new.id in (7, 3456, 8000)");
        database.execute("alter table item add constraint heavy check (weight > 0) not valid");
        expand("triggers: fire", "order: " + order);

        Outcome outcome = workbench.run(PhaseCommand.BACKFILL, CHANGE);

        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.UNFINISHED);
        assertThat(assertStopped(outcome, ProblemCode.ROWS_FAILING).text())
                .contains("5 rows")
                .contains("3456: ERROR: not row 3456, please (SQLSTATE P0001)")
                .doesNotContain("Failing row contains");
        assertThat(database.column("select array_to_string(row_key, ',') || ' ' || sqlstate from pgretype.failing_row"
                        + " order by 1"))
                .containsExactly("3456 P0001", "42 23514", "5000 23514", "7 P0001", "8000 P0001");
        assertThat(database.column("select error from pgretype.failing_row where row_key = '{7}'"))
                .singleElement()
                .asString()
                .contains("not row 7, please");
        assertThat(database.column("select id::text from item where size_new is null order by item.id"))
                .containsExactly("7", "42", "3456", "5000", "8000");
        WalkDetails details = workbench.status().details(CHANGE);
        assertThat(details.failingRows()).isEqualTo(5);
        assertThat(details.failing()).extracting("key").contains("7", "42", "3456", "5000", "8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void triesJustThoseWhenTheCauseIsGone(String order) {
        table();
        refuse("raise 'no'", "new.id % 1000 = 7");
        expand("triggers: fire", "order: " + order);
        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);
        assertThat(refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL).text())
                .contains("8 rows");
        database.execute("drop trigger refuse on item");
        noteFills("new.id");

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(database.column("select row_key from filled order by row_key::integer"))
                .containsExactly("7", "1007", "2007", "3007", "4007", "5007", "6007", "7007");
        assertThat(number("select count(*) from pgretype.failing_row")).isZero();
        assertThat(workbench.status().details(CHANGE).failingRows()).isZero();
        assertThat(workbench.status().read(CHANGE).rowsDone()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void stopsWhereItIsNotTheRows(String order) {
        table();
        refuse("raise 'no'", "new.id > 1200");
        expand("triggers: fire", "order: " + order);

        assertThat(refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL).text())
                .contains("more than 1000 rows cannot be filled");

        database.execute("drop trigger refuse on item");
        run(PhaseCommand.BACKFILL);
        assertAllFilled();
        assertThat(number("select count(*) from pgretype.failing_row")).isZero();
    }

    @Test
    void findsThemAllThoughAChunkHasNoTimeForThat() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 40) as i");
        refuse("perform pg_sleep(0.03); raise 'no'", "new.id % 2 = 0");
        expand("triggers: fire");

        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);

        assertThat(number("select count(*) from pgretype.failing_row")).isEqualTo(20);
        assertThat(number("select count(*) from item where size_new is null")).isEqualTo(20);
        assertThat(number("select count(*) from pgretype.locked_row")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void repeatsWhatFailedByChance(String order) {
        table();
        chance("<= 1");
        expand("triggers: fire", "order: " + order);

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(number("select last_value from tries_1500")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void doesNotRepeatForEver(String order) {
        table();
        chance("> 0");
        expand("triggers: fire", "order: " + order);

        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);

        assertThat(database.column("select row_key[1] || ' ' || sqlstate from pgretype.failing_row order by 1"))
                .containsExactly("1500 40001", "1501 40001", "7700 40001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "block"})
    void makesSmallerChunksWhereTheyTakeTooLong(String order) {
        database.execute(
                "alter database %s set statement_timeout = '1s'".formatted(database.name()),
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 120) as i",
                """
                create function slow() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(0.015);
                    return new;
                end $$""",
                "create trigger slow before update on item for each row execute function slow()");
        workbench.close();
        workbench = Workbench.on(database);
        expand("triggers: fire", "order: " + order);

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(counted("write_count")).isEqualTo(120);
    }

    @Test
    void namesAKeyOfSeveralColumns() {
        database.execute(
                "create table item (part text, id integer, size integer, primary key (part, id))",
                "insert into item select 'part ' || i % 3, i, i from generate_series(1, 100) as i");
        refuse("raise 'no'", "new.id = 50");
        expand("triggers: fire");

        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);

        assertThat(database.column("select row_key::text from pgretype.failing_row"))
                .containsExactly("{\"part 2\",50}");
    }

    private void table() {
        database.execute(
                "create table item (id integer primary key, size integer, weight integer)",
                "insert into item select i, i, case when i in (42, 5000) then -1 else i end from generate_series(1, %d) as i"
                        .formatted(ROWS),
                "analyze item");
    }

    private void refuse(String statement, String condition) {
        database.execute(
                "create function refuse() returns trigger language plpgsql as $$ begin %s; end $$".formatted(statement),
                "create trigger refuse before update on item for each row when (%s) execute function refuse()"
                        .formatted(condition));
    }

    /** Three rows raise 40001, each as often as that. No rollback takes a sequence back. */
    private void chance(String howOften) {
        for (int id : new int[] {1500, 1501, 7700}) {
            database.execute("create sequence tries_" + id);
        }
        database.execute("""
                create function chance() returns trigger language plpgsql as $$
                begin
                    if nextval('tries_' || new.id) %s then
                        raise 'by chance' using errcode = '40001';
                    end if;
                    return new;
                end $$""".formatted(howOften), """
                create trigger chance before update on item
                for each row when (new.id in (1500, 1501, 7700)) execute function chance()""");
    }
}
