package io.pgretype.run;

import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.RunEnding;
import io.pgretype.progress.RunListener;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Tells how runs ended: once, where a scheduler meets the same each minute. What is tried for show is not told. */
final class News {

    /** The server is gone, so it is not asked whether that is new. */
    private static final Set<ProblemCode> LOSSES =
            EnumSet.of(ProblemCode.CONNECTION_LOST, ProblemCode.OUTCOME_NOT_KNOWN);

    /** What is wrong with the file of a change that is in the ledger, which remembers that it was refused. */
    private static final Set<ProblemCode> OF_ITS_FILE =
            EnumSet.of(ProblemCode.CHANGE_EDITED, ProblemCode.CHANGE_FILE_INVALID);

    private final Ledger ledger;
    private final RunListener listener;

    News(Ledger ledger, RunListener listener) {
        this.ledger = ledger;
        this.listener = listener;
    }

    void arrived(String change, Phase phase) {
        listener.arrived(change, phase);
    }

    void ended(PhaseCommand command, String change, RunOptions options, Outcome outcome) {
        if (listener == RunListener.NOBODY || outcome.idle() || options.flags().contains(RunOption.REHEARSE)) {
            return;
        }
        boolean lost = outcome.problems().stream().anyMatch(problem -> LOSSES.contains(problem.code()));
        Optional<Phase> phase = Optional.empty();
        if (!lost) {
            try {
                if (!isNew(command, change, outcome)) {
                    return;
                }
                phase = Optional.of(ledger.phase(change));
            } catch (DataAccessException | ProblemException e) {
                // Gone just now.
            }
        }
        listener.ended(new RunEnding(change, command, phase, outcome.exitStatus(), outcome.problems()));
    }

    /** Refused before there was a run: no server, another process at work, a file that cannot be used. */
    void refused(PhaseCommand command, String change, RunOptions options, List<Problem> problems) {
        if (listener == RunListener.NOBODY
                || !OF_ITS_FILE.contains(problems.get(0).code())) {
            return;
        }
        try {
            if (ledger.find(change).isPresent()) {
                ended(command, change, options, Outcome.stopped(List.of(), problems));
            }
        } catch (DataAccessException | ProblemException e) {
            // Gone just now, so nobody can tell whether it was told before.
        }
    }

    /** What no ledger remembers would be new each time, so it never is. */
    private boolean isNew(PhaseCommand command, String change, Outcome outcome) {
        return outcome.problems().isEmpty()
                || (ledger.schema().has("event")
                        && ledger.events()
                                .isNew(
                                        change,
                                        command.text(),
                                        outcome.problems().get(0).code()));
    }
}
