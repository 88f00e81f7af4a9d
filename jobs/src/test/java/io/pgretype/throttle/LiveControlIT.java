package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.change.Limit;
import io.pgretype.control.LiveControl;
import io.pgretype.control.LiveControl.InForce;
import io.pgretype.control.LiveControl.Paused;
import io.pgretype.database.Database;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.OlderLedger;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From another process than the one that works. */
class LiveControlIT {

    private static final String CHANGE = "item-size";

    private final TestDatabase database = TestDatabase.create();
    private final Workbench workbench = Workbench.on(database);
    private final LiveControl control = new LiveControl(database.ledger());

    @BeforeEach
    void expand() {
        database.execute("create table item (id integer primary key, size integer)");
        workbench.change(CHANGE, """
                table: item
                columns: {size: {type: bigint}}
                limits: {max-lag: 30s}
                """);
        workbench.runTo(Phase.EXPANDED, CHANGE);
    }

    @AfterEach
    void close() {
        workbench.close();
        database.close();
    }

    @Test
    void aPauseSaysWhetherAnybodyWorks() {
        assertThat(control.pause(CHANGE).worker()).isEmpty();
        try (Lease lease = Lease.acquire(Database.of(workbench.dataSource()), CHANGE)) {
            assertThat(lease).isNotNull();
            Paused again = control.pause(CHANGE);
            assertThat(again.worker().orElseThrow().text()).startsWith("pid ");
            assertThat(again.pausedBefore().orElseThrow().who()).isEqualTo(database.user());
        }
    }

    @Test
    void resumeSaysWhosePauseItWas() {
        control.pause(CHANGE);
        assertThat(control.resume(CHANGE).orElseThrow().who()).isEqualTo(database.user());
        assertThat(control.resume(CHANGE)).isEmpty();
    }

    @Test
    void limitsSayWhereTheyComeFrom() {
        control.limit(CHANGE, false, Site.limits("workers 7", "max-slot-wal none"));

        List<InForce> limits = control.limits(CHANGE);
        assertThat(limits).extracting(InForce::limit).containsExactly(Limit.values());
        assertThat(limits)
                .contains(
                        new InForce(Limit.WORKERS, OptionalLong.of(7), "operator " + database.user()),
                        new InForce(Limit.MAX_SLOT_WAL, OptionalLong.empty(), "operator " + database.user()),
                        new InForce(Limit.MAX_LAG, OptionalLong.of(30_000), "change file"),
                        new InForce(Limit.MAX_WAITING, OptionalLong.of(0), "default"));
    }

    @Test
    void aResetTakesBackWhatOperatorsHaveSetButNotWhatIsSetWithIt() {
        control.limit(CHANGE, false, Site.limits("workers 7", "max-lag none"));
        control.limit(CHANGE, true, Site.limits("max-waiting 3"));
        assertThat(control.limits(CHANGE))
                .filteredOn(limit -> limit.origin().startsWith("operator"))
                .extracting(InForce::limit)
                .containsExactly(Limit.MAX_WAITING);
    }

    @Test
    void aLedgerOfAnOlderReleaseIsBroughtUpToDate() {
        OlderLedger.of(database, 2);
        assertThat(control.pause(CHANGE).pausedBefore()).isEmpty();
        assertThat(control.resume(CHANGE)).isPresent();
    }

    @Test
    void aChangeThatTheLedgerDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> control.pause("nonsense")).hasMessageContaining("[change-unknown]");
    }

    @Test
    void aChangeOfWhichNothingCanRunIsRefused() {
        workbench.run(PhaseCommand.ABANDON, CHANGE);
        assertThatThrownBy(() -> control.limits(CHANGE))
                .hasMessageContaining("[wrong-phase]")
                .hasMessageContaining("abandoned");
    }
}
