package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that are bound to the column and would stay with the old one. */
class DependentRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @BeforeEach
    void create() {
        scenario.database().execute("create table file (id int primary key, size int, sum text)");
    }

    @Test
    void viewsAreLeftToWhoeverTriesThem() {
        assertThat(scenario.refusalsAfter(
                        "create view sums as select id, sum from file",
                        "create view files as select file from file",
                        "create view sizes as select size from file"))
                .isEmpty();
    }

    @Test
    void rules() {
        assertRefused(
                scenario.refusalsAfter(
                        "create view sums as select id, sum from file",
                        "create rule put as on insert to sums do instead insert into file (size) values (0)"
                                + " on conflict (id) do update set sum = excluded.sum",
                        "create rule keep as on update to file do instead nothing"),
                ProblemCode.RULE_ON_COLUMN,
                "rule keep on public.file",
                "rule put on public.sums");
    }

    @Test
    void rulesThatDoNotRewriteUpdatesAreNotRefused() {
        assertThat(scenario.refusalsAfter(
                        "create view sums as select id, sum from file",
                        "create rule put as on insert to sums do instead insert into file (size) values (0)",
                        "create rule keep as on delete to file where old.size > 5 do instead nothing",
                        "create rule off as on update to file do instead nothing",
                        "alter table file disable rule off"))
                .isEmpty();
    }

    @Test
    void publicationsAreNotRefused() {
        assumeTrue(PostgresServer.major() >= 15, "column lists and row filters are new in 15");

        assertThat(scenario.refusalsAfter(
                        "create publication listing for table file (id, size)",
                        "create publication big for table file where (size > 9) with (publish = 'insert')"))
                .isEmpty();
    }

    @Test
    void exclusionConstraints() {
        assertRefused(
                scenario.refusalsAfter("alter table file add constraint one exclude (size with =)"),
                ProblemCode.EXCLUSION_CONSTRAINT,
                "constraint one on public.file uses size");
    }

    @Test
    void keysWithoutOverlaps() {
        assumeTrue(PostgresServer.major() >= 18, "WITHOUT OVERLAPS is new in 18");
        scenario.database()
                .execute("create table stay (id int primary key, room int4range, during daterange,"
                        + " constraint once unique (room, during without overlaps))");

        assertRefused(
                scenario.refusals("public.stay", "room", "int8range"),
                ProblemCode.EXCLUSION_CONSTRAINT,
                "constraint once on public.stay uses room");
    }

    @Test
    void dependentsOfAnUnknownKind() {
        assertRefused(
                scenario.refusalsAfter("create domain stranger as int", """
                        insert into pg_depend
                        values ('pg_type'::regclass, 'stranger'::regtype, 0, 'pg_class'::regclass, 'file'::regclass,
                                2, 'n')"""),
                ProblemCode.UNKNOWN_DEPENDENT,
                "type public.stranger uses size");
    }

    @Test
    void securityLabels() {
        assertRefused(
                scenario.refusalsAfter("""
                        insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
                        values ('file'::regclass, 'pg_class'::regclass, 2, 'selinux', 'secret')"""),
                ProblemCode.UNKNOWN_DEPENDENT,
                "security label of provider selinux on column size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table audit (old_row file) | column public.audit.old_row stores whole rows",
                "create table audit (old_rows file[]) | column public.audit.old_rows stores whole rows",
                "create domain filled as file check (value is not null); create table audit (old_row filled)"
                        + " | column public.audit.old_row stores whole rows",
                "create type pair as (was file, is_ file); create table audit (rows pair)"
                        + " | column public.audit.rows stores whole rows",
                "create materialized view files as select file from file"
                        + " | column public.files.file stores whole rows",
                "alter table file add constraint filled check (file is not null)"
                        + " | constraint filled checks the whole row",
                "create index filled on file (id) where (file is not null) | index public.filled uses the whole row"
            })
    void wholeRows(String statement, String observed) {
        assertRefused(scenario.refusalsAfter(statement), ProblemCode.UNKNOWN_DEPENDENT, observed);
    }
}
