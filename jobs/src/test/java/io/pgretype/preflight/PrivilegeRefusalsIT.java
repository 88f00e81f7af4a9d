package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.problem.ProblemCode;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the role may not do, and the statements that allow it. */
class PrivilegeRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    private static final Change CHANGE = change(table("app.file", move("size", "bigint")));

    private final String runner = "runner_" + UUID.randomUUID().toString().replace("-", "");
    private final String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void create() {
        scenario.database()
                .execute(
                        "create role " + owner,
                        "create role " + runner,
                        "revoke all on database %s from public"
                                .formatted(scenario.database().name()),
                        "create schema app",
                        "create schema statistics",
                        "create domain public.amount as bigint",
                        "revoke usage on type public.amount from public",
                        "create table app.file (id int primary key, size int, other int)",
                        "create index on app.file (size)",
                        "create statistics statistics.of_file on size, other from app.file",
                        "alter table app.file owner to " + owner);
    }

    @Test
    void allThatIsMissingIsNamedWithItsStatement() {
        var problems = scenario.refusalsFor(runner, change(table("app.file", move("size", "public.amount"))));

        String database = scenario.database().name();
        assertRefused(
                problems,
                ProblemCode.NO_PRIVILEGE,
                "%s is no member of %s, which owns the table".formatted(runner, owner),
                "no USAGE on schema app",
                "no CREATE on schema app",
                "no CREATE on schema statistics",
                "%s is no member of the role that owns statistics statistics.of_file".formatted(runner),
                "no CREATE on database " + database,
                "no TEMPORARY on database " + database,
                "no USAGE on type public.amount");
        assertThat(problems.get(0).next())
                .contains(
                        "grant %s to %s;".formatted(owner, runner),
                        "grant usage on schema app to %s;".formatted(runner),
                        "grant create on schema app to %s;".formatted(runner),
                        "alter statistics statistics.of_file owner to %s;".formatted(runner),
                        "grant create on schema statistics to %s;".formatted(runner),
                        "grant create on database %s to %s;".formatted(database, runner),
                        "grant temporary on database %s to %s;".formatted(database, runner),
                        "grant usage on type public.amount to %s;".formatted(runner));
    }

    @Test
    void theStatementsThatAreNamedSuffice() {
        String statements = scenario.refusalsFor(runner, CHANGE).get(0).next().replace("As a superuser: ", "");

        scenario.database().execute(statements);

        assertThat(scenario.refusalsFor(runner, CHANGE)).isEmpty();
    }

    @Test
    void aSequenceOfSomebodyElseMustBeTheRolesOwnToBeWidened() {
        String other = "other_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + other,
                        "create schema numbers",
                        "create sequence numbers.sizes as integer",
                        "create sequence numbers.wide",
                        "alter table app.file alter size set default nextval('numbers.sizes')"
                                + ", alter other set default nextval('numbers.wide')",
                        "alter sequence numbers.sizes owner to " + other);
        theStatementsThatAreNamedSuffice();
        scenario.database().execute("revoke %s from %s".formatted(other, runner));

        assertRefused(
                scenario.refusalsFor(runner, CHANGE),
                ProblemCode.NO_PRIVILEGE,
                "%s is no member of %s, which owns sequence numbers.sizes".formatted(runner, other));
        assertThat(scenario.refusalsFor(runner, change(table("app.file", move("other", "bigint")))))
                .isEmpty();
    }

    @Test
    void nobodyIsMadeAMemberOfASuperuser() {
        scenario.database()
                .execute("alter table app.file owner to " + scenario.database().user());

        assertThat(scenario.refusalsFor(runner, CHANGE).get(0).next())
                .contains("alter table app.file owner to %s;".formatted(runner))
                .doesNotContain("grant %s to".formatted(scenario.database().user()));
    }

    @Test
    void ownSchemaMustBeWritable() {
        grantAllToOwner();
        scenario.database().execute("revoke all on schema pgretype from " + owner);

        assertRefused(
                scenario.refusalsFor(owner, CHANGE),
                ProblemCode.NO_PRIVILEGE,
                "no USAGE on schema pgretype; no CREATE on schema pgretype");
    }

    @Test
    void ownersMayHaveRevokedTheirOwnPrivileges() {
        grantAllToOwner();
        scenario.database().execute("revoke select, update, trigger on app.file from " + owner);

        assertRefused(
                scenario.refusalsFor(owner, CHANGE),
                ProblemCode.NO_PRIVILEGE,
                "no SELECT on the table; no UPDATE on the table; no TRIGGER on the table");
    }

    @Test
    void newIndexesGoIntoTheTablespaceOfTheOldOnes() {
        String tablespace = "space_" + UUID.randomUUID().toString().replace("-", "");
        grantAllToOwner();
        scenario.database()
                .execute(
                        "set allow_in_place_tablespaces = on",
                        "create tablespace %s location ''".formatted(tablespace),
                        "alter index app.file_size_idx set tablespace " + tablespace);

        assertRefused(
                scenario.refusalsFor(owner, CHANGE),
                ProblemCode.NO_PRIVILEGE,
                "no CREATE on tablespace %s, where new indexes go".formatted(tablespace));
    }

    @Test
    void withoutIndexesAndStatisticsNothingIsCreatedInTheSchema() {
        grantAllToOwner();
        scenario.database()
                .execute(
                        "drop statistics statistics.of_file",
                        "drop index app.file_size_idx",
                        "revoke create on schema app, statistics from " + owner);

        assertThat(scenario.refusalsFor(owner, CHANGE)).isEmpty();
    }

    private void grantAllToOwner() {
        scenario.database()
                .execute(
                        "create schema pgretype",
                        "grant create, usage on schema app, statistics, pgretype to " + owner,
                        "alter statistics statistics.of_file owner to " + owner,
                        "grant temporary on database %s to %s"
                                .formatted(scenario.database().name(), owner));
    }
}
