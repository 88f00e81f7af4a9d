package io.pgretype.progress;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * How a command that runs a phase ended.
 *
 * @param phase which the change is in now; empty where the server cannot be asked
 * @param problems what stopped it; empty if nothing did
 */
public record RunEnding(
        String change, PhaseCommand command, Optional<Phase> phase, ExitStatus status, List<Problem> problems) {

    public RunEnding {
        problems = List.copyOf(problems);
    }
}
