package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Views that cannot come along; those that can are among the key situations. */
class ViewRefusalsIT {

    private static final Move SIZE = move("size", "bigint");

    @AutoClose
    private final Scenario scenario = new Scenario();

    @BeforeEach
    void create() {
        scenario.database()
                .execute(
                        "create schema \"My Files\"",
                        "create table \"My Files\".file (id int primary key, size int, code text)",
                        "create table \"My Files\".other (id int primary key, code text)");
    }

    @Test
    void whatTheServerRefusesWithTheNewTypeIsRefusedInItsWords() {
        assertRefused(
                refusals(
                        new Move(Identifier.of("code"), "uuid", null, "code_new::text"),
                        "create view \"My Files\".\"Shorts\" as select id, substr(code, 1, 8) as short from \"My Files\".file",
                        "create view joined as select f.id from \"My Files\".file as f"
                                + " join \"My Files\".other as o on o.code = f.code",
                        "create view over_joined as select id from joined",
                        "create view works as select id, code from \"My Files\".file"),
                ProblemCode.VIEW_ON_COLUMN,
                "view \"My Files\".\"Shorts\": function substr(uuid, integer, integer) does not exist",
                "view public.joined: operator does not exist: text = uuid");
    }

    @Test
    void materializedViewsComeAlong() {
        assertThat(refusals(
                        SIZE,
                        "create materialized view sizes as select id, size from \"My Files\".file",
                        "create index on sizes (size)",
                        "create statistics of_sizes on id, size from sizes",
                        "create view counted as select id, size from \"My Files\".file",
                        "create materialized view counts as select count(*) from counted",
                        "create view steady as select id, size > 3 as large from \"My Files\".file",
                        "create materialized view larges as select large from steady"))
                .isEmpty();
    }

    @Test
    void materializedViewsAreRefusedWhereTheirIndexesDoNotTakeTheNewType() {
        assertRefused(
                refusals(
                        new Move(Identifier.of("code"), "uuid", null, "code_new::text"),
                        "create materialized view codes as select id, code from \"My Files\".file",
                        "create index on codes (code text_pattern_ops)",
                        "create materialized view works as select id, code from \"My Files\".file",
                        "create index on works (code)"),
                ProblemCode.VIEW_ON_COLUMN,
                "materialized view public.codes: operator class \"text_pattern_ops\" does not accept data type uuid");
    }

    @Test
    void materializedViewsThatGroupByAKeyAreRefused() {
        assertRefused(
                refusals(
                        move("id", "bigint"),
                        "create materialized view codes as select code from \"My Files\".file group by id",
                        "create view grouped as select id, code from \"My Files\".file group by id",
                        "create materialized view over as select * from grouped",
                        "create materialized view works as select id, max(code) from \"My Files\".file group by id"),
                ProblemCode.VIEW_ON_COLUMN,
                "materialized view public.codes: it is filled before the swap",
                "view public.grouped: it is filled before the swap");
        assertThat(refusals(move("id", "bigint")).get(0).observed()).doesNotContain("works", "public.over");
    }

    @Test
    void whatDependsOnAMaterializedViewIsNamed() {
        assertRefused(
                refusals(
                        SIZE,
                        "create materialized view larges as select id from \"My Files\".file where size > 3",
                        "create index on larges (id)",
                        "create table kept (was larges)"),
                ProblemCode.VIEW_ON_COLUMN,
                "table column public.kept.was: depends on materialized view public.larges");
    }

    @Test
    void whatDependsOnAViewThatIsCreatedAgainIsNamed() {
        assertRefused(
                refusals(
                        SIZE,
                        "create view sizes as select id, size from \"My Files\".file",
                        "create function of(sizes) returns int language sql as 'select 1'",
                        "create function all_of() returns setof sizes language sql as 'select * from sizes'",
                        "create function steady_of() returns int language sql as 'select 1 from sizes'",
                        "create table kept (was sizes, were sizes[])",
                        "create policy seen on \"My Files\".other using (id in (select id from sizes))"),
                ProblemCode.VIEW_ON_COLUMN,
                "function public.of(public.sizes): depends on view public.sizes",
                "function public.all_of(): depends on view public.sizes",
                "table column public.kept.was: depends on view public.sizes",
                "table column public.kept.were: depends on view public.sizes");
        assertThat(refusals(SIZE).get(0).observed()).doesNotContain("steady_of", "policy");
    }

    @Test
    void whatDependsOnAViewThatKeepsItsTypesStays() {
        assertThat(refusals(
                        SIZE,
                        "create view steady as select id, size > 3 as large from \"My Files\".file",
                        "create function of(steady) returns int language sql as 'select 1'",
                        "create table kept (was steady, were steady[])",
                        "create policy seen on \"My Files\".other using (id in (select id from steady))"))
                .isEmpty();
    }

    @Test
    void membersOfAnExtensionAreRefusedWhereTheyWouldBeDropped() {
        assertRefused(
                refusals(
                        SIZE,
                        "create view sizes as select id, size from \"My Files\".file",
                        "create view steady as select id, size > 3 as large from \"My Files\".file",
                        "alter extension plpgsql add view sizes",
                        "alter extension plpgsql add view steady"),
                ProblemCode.VIEW_ON_COLUMN,
                "view public.sizes: it is a member of extension plpgsql");
        assertThat(refusals(SIZE).get(0).observed()).doesNotContain("steady");
        scenario.database()
                .execute("alter extension plpgsql drop view sizes", "alter extension plpgsql drop view steady");
    }

    @Test
    void whoeverCreatesAViewAgainMustBeAllowedToGiveItToItsOwner() {
        String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
        String runner = "runner_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + owner,
                        "create role " + runner,
                        "create schema reports",
                        "create view reports.sizes as select id, size from \"My Files\".file",
                        "alter view reports.sizes owner to " + owner,
                        "alter table \"My Files\".file owner to " + runner,
                        "grant usage on schema reports, \"My Files\" to " + runner,
                        "grant create, temporary on database %s to %s"
                                .formatted(scenario.database().name(), runner));

        List<Problem> problems = refusalsFor(runner, SIZE);
        assertRefused(
                problems,
                ProblemCode.NO_PRIVILEGE,
                "no CREATE on schema reports, where view reports.sizes is created again",
                "no CREATE on schema reports for %s, which owns view reports.sizes".formatted(owner),
                "%s may not become %s, which owns view reports.sizes".formatted(runner, owner));
        scenario.database().execute(problems.get(0).next().replace("As a superuser: ", ""));
        assertThat(refusalsFor(runner, SIZE)).isEmpty();
    }

    @Test
    void whoeverMakesAMaterializedViewAgainMustBeAllowedToMakeAllThatItHas() {
        String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
        String runner = "runner_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + owner,
                        "create role " + runner,
                        "create schema reports",
                        "create schema described",
                        "create materialized view reports.sizes as select id, size from \"My Files\".file",
                        "create statistics described.together on id, size from reports.sizes",
                        "alter materialized view reports.sizes owner to " + owner,
                        "alter statistics described.together owner to " + owner,
                        "alter table \"My Files\".file owner to " + runner,
                        "grant usage on schema reports, described, \"My Files\" to " + runner,
                        "grant create, temporary on database %s to %s"
                                .formatted(scenario.database().name(), runner));

        List<Problem> problems = refusalsFor(runner, SIZE);
        assertRefused(
                problems,
                ProblemCode.NO_PRIVILEGE,
                "no CREATE on schema reports, where materialized view reports.sizes is created again",
                "%s may not become %s, which owns materialized view reports.sizes".formatted(runner, owner),
                "no CREATE on schema described, where statistics described.together are made again",
                "no CREATE on schema described for %s, which owns statistics described.together".formatted(owner));
        scenario.database().execute(problems.get(0).next().replace("As a superuser: ", ""));
        assertThat(refusalsFor(runner, SIZE)).isEmpty();
    }

    private List<Problem> refusals(Move move, String... statements) {
        scenario.database().execute(statements);
        return refusalsFor(scenario.database().user(), move);
    }

    private List<Problem> refusalsFor(String role, Move move) {
        var session = new SingleConnectionDataSource(scenario.database().url(), true);
        try (session) {
            JdbcClient.create(session).sql("set role " + role).update();
            return new Inspection(Database.of(session))
                    .problems(change(table("\"My Files\".file", move)), doing -> {}, () -> false);
        }
    }
}
