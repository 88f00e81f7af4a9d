package io.pgretype.run;

import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/**
 * Finds out what happened when the connection was lost, perhaps just between a commit and its acknowledgement: the
 * ledger's row is in the same transaction. The server may still be committing when it is asked, so that is waited for.
 */
final class AfterLoss {

    /** Phases that are one transaction, so that the ledger's phase tells all. */
    private static final Set<PhaseCommand> ONE_TRANSACTION =
            EnumSet.of(PhaseCommand.EXPAND, PhaseCommand.CUTOVER, PhaseCommand.CONTRACT, PhaseCommand.ABANDON);

    /** Of these nobody knows how they stand while the server cannot be asked. */
    private static final Set<PhaseCommand> ALL_OR_NOTHING = EnumSet.of(
            PhaseCommand.EXPAND,
            PhaseCommand.CUTOVER,
            PhaseCommand.ROLLBACK,
            PhaseCommand.CONTRACT,
            PhaseCommand.ABANDON);

    private final Ledger ledger;

    AfterLoss(Ledger ledger) {
        this.ledger = ledger;
    }

    Outcome lookAgain(PhaseCommand command, Assignment assignment, Outcome outcome) {
        boolean lost = outcome.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.CONNECTION_LOST);
        if (!lost || !ALL_OR_NOTHING.contains(command) || !assignment.mayBeCommitted()) {
            return outcome;
        }
        String change = assignment.change().name();
        try {
            Phase phase = ledger.settledPhase(change);
            // After a rollback's swap constraints wait to be validated: the same command goes on with that.
            return phase == command.to() && ONE_TRANSACTION.contains(command)
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
