package io.pgretype.run;

import io.pgretype.change.WorkingHours;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the phases that are still missing, one after the other, in the change's hours: what a scheduler calls. */
public final class Advance {

    private final Ledger ledger;
    private final PhaseRunner runner;
    private final OpenedChanges changes;
    private final InstantSource clock;

    /** @param clock by which the change's hours are told */
    public Advance(Ledger ledger, PhaseRunner runner, OpenedChanges changes, InstantSource clock) {
        this.ledger = ledger;
        this.runner = runner;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * How a run would end that finds nothing to do, or nothing yet; empty if there is work. What it has to say is no news
     * to a scheduler.
     *
     * @throws ProblemException {@code wrong-phase} as {@link #run}
     */
    public Optional<Outcome> idle(String change, Phase to) {
        Phase phase = ledger.phase(change);
        if (isThere(change, phase, to)) {
            return Optional.of(Outcome.nothingToDo(Sentences.nothingToAdvance(change, phase)));
        }
        return hours(change, phase)
                .filter(hours -> !hours.contain(clock.instant()))
                .map(hours ->
                        Outcome.stopped(List.of(), List.of(Sentences.outsideItsHours(change, hours, clock.instant()))));
    }

    /**
     * Goes on until the change is in that phase or past it; nothing left to do is success. Stops at the first phase
     * that does not end well, and when the change's hours are over.
     *
     * @throws ProblemException {@code wrong-phase} for what only a person should start again: an abandoned change, a
     *     cutover that was rolled back; for a change file that cannot be used
     */
    public Outcome run(String change, Phase to, Activity activity) {
        Optional<Outcome> idle = idle(change, to);
        if (idle.isPresent()) {
            return idle.get();
        }
        Optional<WorkingHours> hours = hours(change, ledger.phase(change));
        if (hours.isEmpty()) {
            return goOn(change, to, activity);
        }
        try (ClosingTime closing = ClosingTime.of(hours.get(), clock, activity)) {
            Outcome outcome = goOn(change, to, activity);
            return closing.hasCome() && outcome.exitStatus() != ExitStatus.DONE
                    ? outcome.after(List.of(Sentences.hoursAreOver(change, hours.get())))
                    : outcome;
        }
    }

    private Outcome goOn(String change, Phase to, Activity activity) {
        List<String> results = new ArrayList<>();
        while (true) {
            Phase phase = ledger.phase(change);
            if (isThere(change, phase, to)) {
                runner.arrived(change, phase);
                return Outcome.done(results);
            }
            if (activity.stopRequested()) {
                return Outcome.stopped(results, List.of(Ending.stopped("advance")));
            }
            Outcome outcome = runner.run(PhaseCommand.next(phase), change, Set.of(), activity);
            results.addAll(outcome.results());
            if (outcome.exitStatus() != ExitStatus.DONE) {
                return Outcome.stopped(results, outcome.problems());
            }
        }
    }

    private boolean isThere(String change, Phase phase, Phase to) {
        if (phase == Phase.ABANDONED) {
            throw byHand(change, "was abandoned", PhaseCommand.EXPAND);
        }
        if (phase.compareTo(to) >= 0) {
            return true;
        }
        if (PhaseCommand.next(phase) == PhaseCommand.CUTOVER
                && ledger.transitions().wasRolledBack(change)) {
            throw byHand(change, "was rolled back after its last cutover", PhaseCommand.CUTOVER);
        }
        return false;
    }

    /** None where the change's file cannot be used: the phase refuses it then, and is counted. */
    private Optional<WorkingHours> hours(String change, Phase phase) {
        try {
            return changes.resolve(change, PhaseCommand.next(phase)).settings().window();
        } catch (ProblemException e) {
            return Optional.empty();
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
