package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.guard.Guard;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** plan is the first to find out what the server would refuse to a later phase, and leaves nothing of what it tries. */
class TrialIT extends PhaseFixture {

    private static final String EVERYTHING = """
            select format('%s %s', catalog, identified.identity)
              from (select tableoid, oid, xmin from pg_class
                     union all select tableoid, oid, xmin from pg_proc
                     union all select tableoid, oid, xmin from pg_trigger
                     union all select tableoid, oid, xmin from pg_namespace where nspname !~ '^pg_') as object (catalog, oid, version)
             cross join pg_identify_object(catalog, oid, 0) as identified
             where identified.identity !~ 'pg_toast'
             order by 1""";

    @BeforeEach
    void create() {
        database.execute(
                "create table item (id integer primary key, size integer not null)",
                "insert into item select i, i from generate_series(1, 100) as i",
                "comment on column item.size is 'of it'",
                "grant select (size) on item to public",
                "create function refuse() returns event_trigger language plpgsql as"
                        + " $$ begin raise exception 'ddl is frozen: %', tg_tag; end $$");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE SCHEMA,   expand,  create schema pgretype",
        "GRANT,           expand,  grant SELECT (size_new) on table public.item",
        "CREATE FUNCTION, expand,  create function pgretype.\"mirror_the-change\"()",
        "CREATE TRIGGER,  expand,  create trigger \"~pgretype_mirror\" before insert or update on public.item",
        "COMMENT,         harden,  comment on column public.item.size_new",
        "DROP TRIGGER,    cutover, drop trigger if exists \"~pgretype_mirror\" on public.item",
        "DROP FUNCTION,   cutover, drop function if exists pgretype.\"mirror_the-change\"()",
        "ALTER FUNCTION,  cutover, alter function pgretype.\"mirror_the-change_reverse\"()"
    })
    void whatAnEventTriggerRefusesIsFoundByPlan(String tag, String phase, String statement) {
        database.execute("create event trigger frozen on ddl_command_start when tag in ('%s') execute function refuse()"
                .formatted(tag));
        List<@Nullable String> before = database.column(EVERYTHING);

        Outcome plan = workbench.plan(CHANGE);

        assertStopped(plan, ProblemCode.STATEMENT_REFUSED);
        assertThat(plan.exitStatus()).isEqualTo(ExitStatus.REFUSED);
        Problem problem = plan.problems().get(0);
        assertThat(problem.stopped()).startsWith(phase + " would fail");
        assertThat(problem.observed()).startsWith(statement).contains("ddl is frozen: " + tag);
        assertThat(database.column(EVERYTHING)).isEqualTo(before);
    }

    @Test
    void expandLooksAgain() {
        assertDone(workbench.plan(CHANGE));
        database.execute("create event trigger frozen on ddl_command_start when tag in ('DROP TRIGGER')"
                + " execute function refuse()");
        refused(ProblemCode.STATEMENT_REFUSED, PhaseCommand.EXPAND);
        database.execute("drop event trigger frozen");
        run(PhaseCommand.EXPAND);
    }

    @Test
    void leavesNothingAndWaitsForNoWriter() throws SQLException {
        List<@Nullable String> before = database.column(EVERYTHING);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table item in exclusive mode");
            assertDone(workbench.plan(CHANGE));
        }
        assertThat(database.column(EVERYTHING)).isEqualTo(before);
    }

    @Test
    void theGuardLetsItPass() {
        new Guard(workbench.ledger()).enable(0);
        assertDone(workbench.plan(CHANGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table pgretype.keep (id integer)",
                "create function pgretype.keep() returns integer language sql as 'select 1'",
                "create type pgretype.keep as enum ('a')"
            })
    void aSchemaOfOthersIsNoPlaceForTheLedger(String statement) {
        database.execute("create schema pgretype");
        assertDone(workbench.plan(CHANGE));
        database.execute(statement);
        Outcome plan = workbench.plan(CHANGE);
        assertThat(assertStopped(plan, ProblemCode.NAME_TAKEN).observed()).contains("pgretype.keep");
    }

    /** Else the one's functions would be replaced or dropped by the other. */
    @ParameterizedTest
    @CsvSource({"EXPANDED, size", "EXPANDED, size_reverse", "CUT_OVER, size", "CUT_OVER, size_reverse"})
    void changesWhoseFunctionsWouldHaveOneNameAreNotOpenTogether(Phase phase, String first) {
        database.execute(
                "create table other (id integer primary key, size integer)", "insert into other values (1, 1)");
        workbench.change(first, "table: item\ncolumns: {size: {type: bigint}}\n");
        String second = first.equals("size") ? "size_reverse" : "size";
        workbench.change(second, "table: other\ncolumns: {size: {type: bigint}}\n");
        workbench.runTo(phase, first);

        Outcome plan = workbench.plan(second);

        assertThat(assertStopped(plan, ProblemCode.NAME_TAKEN).observed()).contains("function pgretype.mirror_size");
        assertStopped(workbench.run(PhaseCommand.EXPAND, second), ProblemCode.NAME_TAKEN);
    }
}
