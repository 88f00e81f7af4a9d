package io.pgretype.shell.command;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.shell.session.Session;
import io.pgretype.status.StatusReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.shell.core.command.availability.Availability;
import org.springframework.shell.core.command.availability.AvailabilityProvider;

/**
 * Whether a phase's command makes sense where the change stands, for the console. A command run by itself asks the
 * ledger under its lease, as does the console's after this.
 */
public final class PhaseAvailability implements AvailabilityProvider {

    private final PhaseCommand command;
    private final Session session;
    private final ObjectProvider<StatusReader> status;

    public PhaseAvailability(PhaseCommand command, Session session, ObjectProvider<StatusReader> status) {
        this.command = command;
        this.session = session;
        this.status = status;
    }

    @Override
    public Availability get() {
        return session.isConsole()
                ? session.addressed().map(this::availability).orElse(Availability.available())
                : Availability.available();
    }

    private Availability availability(String change) {
        try {
            return in(status.getObject().read(change).phase(), change);
        } catch (RuntimeException e) {
            // Then the command finds the same, and says it in full.
            return Availability.available();
        }
    }

    Availability in(Phase phase, String change) {
        if (command.startsFrom(phase) || command.isDoneIn(phase)) {
            return Availability.available();
        }
        return Availability.unavailable("%s is %s; next there is '%s'"
                .formatted(change, phase.text(), PhaseCommand.next(phase).text()));
    }
}
