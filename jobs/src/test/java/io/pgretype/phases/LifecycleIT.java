package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.SchemaDump;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All phases, one after the other, on tables that have something of everything. */
class LifecycleIT extends PhaseFixture {

    @ParameterizedTest
    @EnumSource
    void changesTheTypeAndNothingElse(SampleTable table) {
        prepare(table);
        String before = SchemaDump.byCatalog(database);
        String values = database.value(table.digest(), String.class);

        runTo(Phase.BACKFILLED);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        runTo(Phase.CUT_OVER);
        done(PhaseCommand.CONTRACT, RunOption.NOW);

        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CONTRACTED);
        assertThat(database.value(table.digest(), String.class)).isEqualTo(values);
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(table.retyped(before)));
        database.execute(table.wideInsert());
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"EXPAND", "BACKFILL", "HARDEN", "VERIFY"})
    void abandonLeavesTheSchemaAsItWas(PhaseCommand last) {
        prepare(SampleTable.FILE);
        String before = SchemaDump.byCatalog(database);
        runTo(last.to());
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackAndAbandonLeaveTheSchemaAsItWas(SampleTable table) {
        prepare(table);
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    private void prepare(SampleTable table) {
        database.execute(table.statements(PostgresServer.major()));
        workbench.change(CHANGE, table.change());
    }
}
