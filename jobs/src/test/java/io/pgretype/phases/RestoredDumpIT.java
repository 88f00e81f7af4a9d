package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a database that was restored from a dump everything has its name, and another oid than the ledger says. */
class RestoredDumpIT extends PhaseFixture {

    private static final String TABLE =
            "create table item (id integer primary key, size %s not null check (size >= 0))";
    private static final String INDEX = "create index item_size on item (size)";

    /** Each column of the ledger that holds oids, and those within its JSON. */
    private static final String RESTORED = """
            do $$
            declare
                held record;
            begin
                for held in
                    select table_name, column_name
                      from information_schema.columns
                     where table_schema = 'pgretype'
                       and column_name like '%\\_oid'
                loop
                    execute format(
                        'update pgretype.%1$I set %2$I = (''1'' || %2$I)::bigint', held.table_name, held.column_name);
                end loop;
                update pgretype.change
                   set tables = regexp_replace(tables::text, '("oid": *)(\\d+)', '\\11\\2', 'g')::jsonb;
            end
            $$""";

    @BeforeEach
    void prepare() {
        database.execute(
                TABLE.formatted("integer"), INDEX, "insert into item select i, i from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
    }

    @ParameterizedTest
    @CsvSource({"EXPANDED, BACKFILL", "BACKFILLED, HARDEN", "HARDENED, VERIFY", "VERIFIED, CUTOVER"})
    void beforeCutoverOnlyAbandonGoesOn(Phase phase, PhaseCommand command) {
        String before = SchemaDump.byCatalog(database);
        runTo(phase);
        database.execute(RESTORED);

        assertThat(refused(ProblemCode.TABLE_CHANGED, command).observed())
                .isEqualTo("public.item: made again since, as a restore from a dump does");

        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void afterCutoverOnlyContractWithoutComparingDoes() {
        runTo(Phase.CUT_OVER);
        database.execute(RESTORED);

        refused(ProblemCode.TABLE_CHANGED, PhaseCommand.VERIFY);
        refused(ProblemCode.TABLE_CHANGED, PhaseCommand.ROLLBACK);
        assertThat(refused(ProblemCode.TABLE_CHANGED, PhaseCommand.CONTRACT).next())
                .endsWith("./pgretype contract the-change --now");

        done(PhaseCommand.CONTRACT, RunOption.NOW);
        String after = SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database));
        database.execute("drop table item", TABLE.formatted("bigint"), INDEX);
        assertThat(after).isEqualTo(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)));
    }

    @Test
    void anotherTableUnderTheNameIsNotTheOneThatWasExpanded() {
        runTo(Phase.EXPANDED);
        database.execute("alter table item rename to item_before", "create table item (like item_before)");

        refused(ProblemCode.TABLE_CHANGED, PhaseCommand.BACKFILL);
    }
}
