package io.pgretype.run;

import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Ending;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the phases that are still missing, one after the other: what a scheduler calls. */
public final class Advance {

    private final Ledger ledger;
    private final PhaseRunner runner;

    public Advance(Ledger ledger, PhaseRunner runner) {
        this.ledger = ledger;
        this.runner = runner;
    }

    /**
     * Goes on until the change is in that phase or past it; nothing left to do is success. Stops at the first phase
     * that does not end well.
     *
     * @throws ProblemException {@code wrong-phase} for what only a person should start again: an abandoned change, a
     *     cutover that was rolled back
     */
    public Outcome run(String change, Phase to, Activity activity) {
        List<String> results = new ArrayList<>();
        while (true) {
            Phase phase = ledger.phase(change);
            if (phase == Phase.ABANDONED) {
                throw byHand(change, "was abandoned", PhaseCommand.EXPAND);
            }
            if (phase.compareTo(to) >= 0) {
                if (results.isEmpty()) {
                    results.add("advance %s: nothing to do, it is %s.".formatted(change, phase.text()));
                }
                return Outcome.done(results);
            }
            PhaseCommand next = PhaseCommand.next(phase);
            if (next == PhaseCommand.CUTOVER && ledger.transitions().wasRolledBack(change)) {
                throw byHand(change, "was rolled back after its last cutover", PhaseCommand.CUTOVER);
            }
            Outcome outcome = runner.run(next, change, Set.of(), activity);
            results.addAll(outcome.results());
            if (outcome.exitStatus() != ExitStatus.DONE) {
                return Outcome.stopped(results, outcome.problems());
            }
            if (activity.stopRequested()) {
                return Outcome.stopped(results, List.of(Ending.stopped("advance")));
            }
        }
    }

    private static ProblemException byHand(String change, String what, PhaseCommand command) {
        return new ProblemException(new Problem(
                ProblemCode.WRONG_PHASE,
                "advance goes no further with change %s.".formatted(change),
                "it " + what + ", and only a person should begin that again",
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype %s %s".formatted(command.text(), change)));
    }
}
