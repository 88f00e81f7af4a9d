package io.pgretype.run;

import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;
import org.springframework.dao.DataAccessException;

/**
 * Finds out what happened when the connection was lost, perhaps just between a commit and its acknowledgement: the
 * ledger's row is in the same transaction. The server may still be committing when it is asked, so that is waited for.
 */
final class AfterLoss {

    private final Ledger ledger;

    AfterLoss(Ledger ledger) {
        this.ledger = ledger;
    }

    Outcome lookAgain(PhaseCommand command, Assignment assignment, Outcome outcome) {
        boolean lost = outcome.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.CONNECTION_LOST);
        if (!lost || !command.changesColumns() || !assignment.mayBeCommitted()) {
            return outcome;
        }
        String change = assignment.change().name();
        try {
            Phase phase = ledger.settledPhase(change);
            // Where something is left to do after that, the same command goes on with it.
            return phase == command.to() && command.endsWithItsColumns()
                    ? Outcome.done(
                            List.of("%s %s: the connection was lost after the commit; the ledger says that it is %s."
                                    .formatted(command.text(), change, phase.text())))
                    : outcome;
        } catch (DataAccessException | ProblemException e) {
            return Outcome.stopped(
                    outcome.results(),
                    List.of(notKnown(command, change, outcome.problems().get(0))));
        }
    }

    private static Problem notKnown(PhaseCommand command, String change, Problem loss) {
        return new Problem(
                ProblemCode.OUTCOME_NOT_KNOWN,
                "Whether %s of change %s was committed is not known.".formatted(command.text(), change),
                "the connection was lost, and the server cannot be asked: " + loss.observed(),
                "The columns change in one transaction: all of it happened or nothing; the ledger has the answer.",
                "When the server is up, run the same command again: it says what happened, or does it. ./pgretype status %s"
                                .formatted(change)
                        + " shows it too.");
    }
}
