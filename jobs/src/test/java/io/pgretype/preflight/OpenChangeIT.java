package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableReader;
import io.pgretype.database.Database;
import io.pgretype.mirror.Mirror;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that are taken, and the change's own objects, which do not count. */
class OpenChangeIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    private final TestDatabase database = scenario.database();

    @BeforeEach
    void create() {
        database.execute("create table file (id int primary key, size int)");
    }

    @Test
    void namesAreTaken() {
        assertRefused(
                scenario.refusalsAfter(
                        "alter table file add size_new int, add size_old int",
                        "create function keep() returns trigger language plpgsql as 'begin return new; end'",
                        "create trigger \"~pgretype_mirror\" before insert on file for each row when (new.size > 0)"
                                + " execute function keep()"),
                ProblemCode.NAME_TAKEN,
                "column size_new exists",
                "column size_old exists",
                "trigger \"~pgretype_mirror\" exists and calls public.keep()");
    }

    @Test
    void namesOfTheProofsOfNotNullAreTakenWhereTheyAreNeeded() {
        String[] constraints = {
            "alter table file add constraint size_not_null_check check (size is not null)",
            "alter table file add constraint size_new_not_null_check check (id > 0)"
        };
        assertThat(scenario.refusalsAfter(constraints)).isEmpty();
        assertRefused(
                scenario.refusalsAfter("alter table file alter size set not null"),
                ProblemCode.NAME_TAKEN,
                "constraint size_not_null_check exists",
                "constraint size_new_not_null_check exists");
    }

    @Test
    void droppedColumnsHaveNoNames() {
        assertThat(scenario.refusalsAfter(
                        "alter table file add size_new int, add size_old int",
                        "alter table file drop size_new, drop size_old"))
                .isEmpty();
    }

    @Test
    void ownObjectsDoNotCount() {
        expand(Scenario.CHANGE);
        database.execute("create index on file (size)", "create index file_twin on file (size_new)");

        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
    }

    @Test
    void ownObjectsDoNotCountToARoleEither() {
        String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
        expand(Scenario.CHANGE);
        database.execute(
                "create role " + owner,
                "grant usage, create on schema pgretype to " + owner,
                "alter table file owner to " + owner);

        assertThat(scenario.refusalsFor(owner, change(table("public.file", move("size", "bigint")))))
                .isEmpty();
    }

    @Test
    void strangersStillCount() {
        expand(Scenario.CHANGE);

        assertRefused(
                scenario.refusalsAfter("alter table file add size_old int"),
                ProblemCode.NAME_TAKEN,
                "column size_old exists");
    }

    @Test
    void objectsOfAnotherChangeCount() {
        expand("widen-2");

        assertRefused(
                scenario.refusals("public.file", "size", "bigint"),
                ProblemCode.NAME_TAKEN,
                "column size_new exists; trigger \"~pgretype_mirror\" exists and calls pgretype.\"mirror_widen-2\"()");
    }

    private void expand(String change) {
        var file = new TableReader(Database.of(database.dataSource()))
                .read(table("public.file", move("size", "bigint")), 0);
        database.execute("create schema pgretype", "alter table file add size_new bigint");
        database.execute(new Mirror(change, file).create(Direction.FORWARD).toArray(String[]::new));
    }
}
