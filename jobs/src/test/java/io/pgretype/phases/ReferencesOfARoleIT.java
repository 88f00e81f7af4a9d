package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Workbench;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that reference each other may have several owners. */
class ReferencesOfARoleIT extends PhaseFixture {

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final String seller = "seller_" + id;
    private final String stranger = "stranger_" + id;
    private final String runner = "runner_" + id;

    @BeforeEach
    void prepare() {
        database.execute(
                "create role " + seller,
                "create role " + stranger,
                "create role %s login password 'secret' in role %s".formatted(runner, seller),
                "grant create, temporary on database %s to %s".formatted(database.name(), runner),
                "create schema app authorization " + seller,
                "create schema far authorization " + stranger,
                "grant usage on schema far to " + seller,
                "create table far.country (code integer primary key)",
                "create table app.orders (id integer primary key, country integer references far.country)",
                "create table app.line (id integer primary key, order_id integer references app.orders)",
                "create table far.note (id integer primary key, order_id integer references app.orders)",
                "alter table app.orders owner to " + seller,
                "alter table app.line owner to " + seller,
                "alter table far.country owner to " + stranger,
                "alter table far.note owner to " + stranger,
                "insert into far.country values (1)",
                "insert into app.orders values (1, 1)",
                "insert into app.line values (1, 1)",
                "insert into far.note values (1, 1)");
    }

    @AfterEach
    void dropRoles() {
        database.execute(
                "drop schema app, far cascade",
                "drop schema if exists pgretype cascade",
                "drop owned by %s, %s, %s".formatted(runner, seller, stranger),
                "drop role %s, %s, %s".formatted(runner, seller, stranger));
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingIsTouched() {
        String before = SchemaDump.byCatalog(database);
        try (Workbench ofRunner = Workbench.on(database, runner, "secret")) {
            ofRunner.change(
                    CHANGE, "table: app.orders\ncolumns: {id: {type: bigint}, country: {type: bigint}}\nsoak: 0s\n");
            assertThat(assertStopped(ofRunner.run(PhaseCommand.EXPAND, CHANGE), ProblemCode.NO_PRIVILEGE)
                            .next())
                    .contains("grant %s to %s".formatted(stranger, runner));
            database.execute("alter table far.note owner to " + seller, "grant create on schema far to " + seller);
            assertThat(assertStopped(ofRunner.run(PhaseCommand.EXPAND, CHANGE), ProblemCode.NO_PRIVILEGE)
                            .next())
                    .isEqualTo(
                            "As a superuser: grant references on far.country to %1$s; grant update on far.country to %1$s;"
                                    .formatted(runner));
            database.execute(
                    "grant references, update on far.country to " + runner,
                    "grant references on far.country to " + seller);
            ofRunner.runTo(Phase.CUT_OVER, CHANGE);
            assertDone(ofRunner.run(PhaseCommand.ROLLBACK, CHANGE));
            ofRunner.runTo(Phase.CONTRACTED, CHANGE);
        }
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .contains("column app.line.order_id: type bigint", "column far.note.order_id: type bigint")
                .doesNotContain("order_id_old")
                .isNotEqualTo(before);
    }
}
