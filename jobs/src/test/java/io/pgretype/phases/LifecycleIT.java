package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.run.RunOption;
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

        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(workbench.run(PhaseCommand.CONTRACT, CHANGE, RunOption.NOW).problems())
                .isEmpty();

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
        runUntil(last);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackAndAbandonLeaveTheSchemaAsItWas(SampleTable table) {
        prepare(table);
        String before = SchemaDump.byCatalog(database);
        runUntil(PhaseCommand.CUTOVER);
        run(PhaseCommand.ROLLBACK);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    private void prepare(SampleTable table) {
        database.execute(table.statements(PostgresServer.major()));
        workbench.change(CHANGE, table.change());
    }

    private void runUntil(PhaseCommand last) {
        for (PhaseCommand command : PhaseCommand.values()) {
            run(command);
            if (command == last) {
                return;
            }
        }
    }
}
