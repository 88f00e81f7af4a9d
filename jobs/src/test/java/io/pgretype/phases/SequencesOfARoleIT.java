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

/** Whoever is a member of the tables' owner can move what is fed by sequences, and they stay the owner's. */
class SequencesOfARoleIT extends PhaseFixture {

    private final String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
    private final String runner = "runner_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void prepare() {
        database.execute(
                "create role " + owner,
                "create role %s login password 'secret' in role %s".formatted(runner, owner),
                "grant create, temporary on database %s to %s".formatted(database.name(), runner),
                "create schema app authorization " + owner,
                "create table app.item (key uuid primary key default gen_random_uuid(), number serial,"
                        + " drawn integer generated always as identity)",
                "alter table app.item owner to " + owner,
                "grant usage on sequence app.item_drawn_seq to pg_monitor",
                "insert into app.item default values");
    }

    @AfterEach
    void dropRoles() {
        database.execute(
                "drop schema app cascade",
                "drop schema if exists pgretype cascade",
                "drop owned by %s, %s".formatted(runner, owner),
                "drop role %s, %s".formatted(runner, owner));
    }

    @Test
    void theyFollowThereAndBack() {
        String before = SchemaDump.byCatalog(database);
        try (Workbench ofRunner = Workbench.on(database, runner, "secret")) {
            ofRunner.change(
                    CHANGE, "table: app.item\ncolumns: {number: {type: bigint}, drawn: {type: bigint}}\nsoak: 0s\n");
            ofRunner.runTo(Phase.CUT_OVER, CHANGE);
            database.execute("insert into app.item default values");
            assertDone(ofRunner.run(PhaseCommand.ROLLBACK, CHANGE));
            database.execute("insert into app.item default values");
            ofRunner.runTo(Phase.CONTRACTED, CHANGE);
        }
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(
                        before.replaceAll("(?m)^(column app.item.(?:number|drawn): type ).*", "$1bigint")
                                .replaceAll("(?m)^(sequence .*: type ).*", "$1bigint")
                                .replaceAll("(?m)^(sequence .*: from 1 to ).*", "$1" + Long.MAX_VALUE)));
        assertThat(database.value("select sum(number)::bigint + sum(drawn)::bigint from app.item", Long.class))
                .isEqualTo(12);
    }
}
