package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views that come, go and change between the phases, and what plan says of them. */
class ViewsWhileOpenIT extends PhaseFixture {

    @BeforeEach
    void create() {
        database.execute(
                "create table item (id integer primary key, size integer not null, name text)",
                "insert into item select i, i, 'n' || i from generate_series(1, 100) as i",
                "create view sizes as select id, size from item",
                "create view totals as select sum(size)::numeric as total from sizes",
                "create view steady as select id from item where size > 10",
                "grant select on sizes to pg_monitor",
                "grant select (total) on totals to public");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
    }

    @Test
    void planNamesWhatChangesAndWhoReadsIt() {
        assertThat(String.join("\n", workbench.plan(CHANGE).results()))
                .contains("public.sizes: size bigint; may be read by pg_monitor")
                .contains("public.totals: reads public.sizes; may be read by public")
                .contains("create view public.sizes as")
                .contains("create or replace view public.steady as")
                .doesNotContain("public.steady: ");
    }

    @Test
    void thoseThatCameOrWereReplacedMeanwhileComeAlongAsTheyAre() {
        runTo(Phase.VERIFIED);
        database.execute(
                "create view late as select size, name from item",
                "create or replace view steady as select id from item where size > 20");
        String before = views();
        run(PhaseCommand.CUTOVER);
        assertThat(database.value("select pg_typeof(size)::text from late limit 1", String.class))
                .isEqualTo("bigint");
        database.execute(
                "create view later as select id, size from item where size > 3",
                "create or replace view steady as select id from item where size > 30");
        run(PhaseCommand.ROLLBACK);
        assertThat(database.value("select pg_typeof(size)::text from later limit 1", String.class))
                .isEqualTo("integer");
        assertThat(number("select count(*) from steady")).isEqualTo(70);
        database.execute("drop view later", "create or replace view steady as select id from item where size > 20");
        assertThat(views()).isEqualTo(before);
    }

    @Test
    void aViewOfTheNewTypeOnlyClosesTheWayBackUntilItGoes() {
        database.execute("drop view sizes cascade", "drop view steady");
        workbench.change(
                CHANGE, "table: item\ncolumns: {size: {type: text, convert-back: 'size_new::integer'}}\nsoak: 0s\n");
        runTo(Phase.CUT_OVER);
        database.execute("create view initials as select left(size, 1) as initial from item");
        assertThat(refused(ProblemCode.VIEW_ON_COLUMN, PhaseCommand.ROLLBACK).observed())
                .contains("view public.initials: ", "left(integer, integer)");
        database.execute("drop view initials");
        run(PhaseCommand.ROLLBACK);
    }

    @Test
    void aViewOfColumnsThatAreOursIsRefusedBeforeTheSwap() {
        runTo(Phase.VERIFIED);
        database.execute("create view everything as select * from item");
        assertThat(refused(ProblemCode.VIEW_ON_COLUMN, PhaseCommand.CUTOVER).observed())
                .contains("view public.everything: ", "size_new");
        database.execute("drop view everything");
        run(PhaseCommand.CUTOVER);
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }

    /** All that the dump says of them. */
    private String views() {
        return SchemaDump.byCatalog(database)
                .lines()
                .filter(line -> !line.contains("public.item"))
                .collect(Collectors.joining("\n"));
    }
}
