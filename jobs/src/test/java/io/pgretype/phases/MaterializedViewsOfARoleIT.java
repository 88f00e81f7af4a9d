package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Workbench;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By a role that is no superuser, with materialized views of several owners that read each other. */
class MaterializedViewsOfARoleIT extends PhaseFixture {

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final String owner = "owner_" + id;
    private final String reporter = "reporter_" + id;
    private final String runner = "runner_" + id;

    @BeforeEach
    void create() {
        database.execute(
                "create role " + owner,
                "create role " + reporter,
                "create role %s login password 'secret' in role %s, %s".formatted(runner, owner, reporter),
                "grant create, temporary on database %s to %s".formatted(database.name(), runner),
                "create schema app authorization " + owner,
                "grant usage, create on schema app to " + reporter,
                "create table app.item (id integer primary key, size integer, name text)",
                "insert into app.item select i, i, 'n' from generate_series(1, 20) as i",
                "alter table app.item owner to " + owner,
                // Nothing but these columns.
                "grant select (id, size) on app.item to " + reporter,
                "create view app.between as select id, size from app.item",
                "alter view app.between owner to " + owner,
                "create materialized view app.sizes as select id, size from app.between",
                "create unique index sizes_by_id on app.sizes (id)",
                "create statistics app.sizes_together on id, size from app.sizes",
                "alter materialized view app.sizes owner to " + owner,
                "alter statistics app.sizes_together owner to " + owner,
                "grant select on app.sizes to " + reporter,
                "create materialized view app.report as"
                        + " select i.id, s.size from app.item as i join app.sizes as s using (id) where i.size > 3",
                "alter materialized view app.report owner to " + reporter,
                "create index on app.report (size)",
                // Whoever makes them does not give these privileges away.
                "alter default privileges for role %s grant select on tables to pg_monitor".formatted(runner));
    }

    @AfterEach
    void dropRoles() {
        database.execute(
                "drop schema app cascade",
                "drop schema if exists pgretype cascade",
                "drop owned by %s, %s, %s".formatted(runner, reporter, owner),
                "drop role %s, %s, %s".formatted(runner, reporter, owner));
    }

    @Test
    void theyComeAlongThereAndBack() {
        String before = SchemaDump.byCatalog(database);
        try (Workbench ofRunner = Workbench.on(database, runner, "secret")) {
            ofRunner.change(CHANGE, "table: app.item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
            ofRunner.runTo(Phase.CUT_OVER, CHANGE);
            database.execute(
                    "refresh materialized view concurrently app.sizes", "refresh materialized view app.report");
            assertDone(ofRunner.run(PhaseCommand.ROLLBACK, CHANGE));
            database.execute(
                    "refresh materialized view concurrently app.sizes", "refresh materialized view app.report");
            ofRunner.runTo(Phase.CONTRACTED, CHANGE);
        }
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(
                        before.replaceAll("(?m)^(column app\\.\\S+\\.size: type )integer", "$1bigint")));
        assertThat(number("select count(*) from app.report")).isEqualTo(17);
    }
}
