package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.SchemaDump;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Since PostgreSQL 18 a NOT NULL may be NOT VALID: it refuses new rows, and old ones may be NULL. */
class NotValidNotNullIT extends PhaseFixture {

    @BeforeEach
    void prepare() {
        assumeTrue(database.value("select current_setting('server_version_num')::integer", Integer.class) >= 180000);
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, nullif(i, 7) from generate_series(1, 100) as i",
                "alter table item add constraint sized not null size not valid",
                "comment on constraint sized on item is 'one is missing'");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
    }

    @Test
    void isSoOfTheNewColumnToo() {
        String before = SchemaDump.byCatalog(database);
        run(
                PhaseCommand.EXPAND,
                PhaseCommand.BACKFILL,
                PhaseCommand.HARDEN,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER,
                PhaseCommand.CONTRACT);
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(
                        before.replaceAll("(?m)(\\bitem\\b.*\\bsize\\b.*)\\binteger\\b", "$1bigint")));
    }

    @Test
    void isSoAfterTheWayBack() {
        String before = SchemaDump.byCatalog(database);
        run(
                PhaseCommand.EXPAND,
                PhaseCommand.BACKFILL,
                PhaseCommand.HARDEN,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER,
                PhaseCommand.ROLLBACK,
                PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }
}
