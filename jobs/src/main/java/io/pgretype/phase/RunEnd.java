package io.pgretype.phase;

import io.pgretype.ledger.Ledger;
import org.springframework.dao.DataAccessException;

/** Notes in the ledger how a run ended. */
public final class RunEnd {

    private RunEnd() {}

    /**
     * Without effect where the server is gone: the run stays open then, as after a crash.
     *
     * @param over whether the run is closed; else the same command takes it up again
     */
    public static void note(Ledger ledger, Assignment assignment, Outcome outcome, boolean over) {
        String status = outcome.exitStatus().name();
        String message =
                outcome.problems().isEmpty() ? "" : outcome.problems().get(0).text();
        try {
            if (over) {
                ledger.runs().end(assignment.run(), status, message);
            } else {
                ledger.runs().interrupt(assignment.run(), status, message);
            }
        } catch (DataAccessException e) {
            // Nobody is there to be told.
        }
    }
}
