package io.pgretype.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.shell.session.Session;
import io.pgretype.status.StatusReader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class PhaseAvailabilityTest {

    private final Session session = Session.console();

    @Test
    void saysWhereTheChangeStandsAndWhatIsNext() {
        assertThat(of(PhaseCommand.CUTOVER).in(Phase.EXPANDED, "file-size").reason())
                .isEqualTo("file-size is expanded; next there is 'backfill'");
    }

    @Test
    void whatHasWorkToDoOrWasDoneIsAvailable() {
        assertThat(of(PhaseCommand.BACKFILL).in(Phase.EXPANDED, "file-size").isAvailable())
                .isTrue();
        assertThat(of(PhaseCommand.BACKFILL).in(Phase.CUT_OVER, "file-size").isAvailable())
                .isTrue();
        assertThat(of(PhaseCommand.ROLLBACK).in(Phase.VERIFIED, "file-size").isAvailable())
                .isFalse();
    }

    @Test
    void aLedgerThatCannotBeReadLeavesItToTheCommand() {
        session.address("file-size");

        assertThat(of(PhaseCommand.CUTOVER).get().isAvailable()).isTrue();
    }

    private PhaseAvailability of(PhaseCommand command) {
        return new PhaseAvailability(
                command, session, new StaticListableBeanFactory().getBeanProvider(StatusReader.class));
    }
}
