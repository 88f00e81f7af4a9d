package io.pgretype.run;

import io.pgretype.change.WorkingHours;
import io.pgretype.ledger.Controls;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is said about commands that do not fit the phase. */
final class Sentences {

    private Sentences() {}

    static String nothingToDo(PhaseCommand command, String change, Phase phase) {
        return "%s %s: nothing to do, it is %s.".formatted(command.text(), change, phase.text());
    }

    static String nothingToAdvance(String change, Phase phase) {
        return "advance %s: nothing to do, it is %s.".formatted(change, phase.text());
    }

    static Problem outsideItsHours(String change, WorkingHours hours, Instant now) {
        return new Problem(
                ProblemCode.OUTSIDE_WINDOW,
                "advance does not work on change %s now.".formatted(change),
                "it is %s in %s, its window is %s"
                        .formatted(hours.timeOf(now).truncatedTo(ChronoUnit.MINUTES), hours.zone(), hours.text()),
                Problem.NOTHING_CHANGED,
                "Run the same command in its window. A phase that you type is not bound by it.");
    }

    static String hoursAreOver(String change, WorkingHours hours) {
        return "advance %s: its window %s has closed; the next run in it goes on.".formatted(change, hours.text());
    }

    static Problem wrongPhase(PhaseCommand command, String change, Phase phase) {
        return new Problem(
                ProblemCode.WRONG_PHASE,
                "%s cannot start.".formatted(command.text()),
                "change %s is %s; %s needs it to be %s".formatted(change, phase.text(), command.text(), needs(command)),
                Problem.NOTHING_CHANGED,
                next(command, change, phase));
    }

    private static String next(PhaseCommand command, String change, Phase phase) {
        if (command == PhaseCommand.ABANDON && PhaseCommand.ROLLBACK.startsFrom(phase)) {
            return "Type: ./pgretype rollback %s, then abandon it.".formatted(change);
        }
        if (phase == Phase.CONTRACTED) {
            return "The old column is gone, so there is no way back. To go back, write a change of its own.";
        }
        return "Type: ./pgretype %s %s".formatted(PhaseCommand.next(phase).text(), change);
    }

    private static String needs(PhaseCommand command) {
        StringBuilder needs = new StringBuilder();
        for (Phase phase : Phase.values()) {
            if (command.startsFrom(phase)) {
                needs.append(needs.isEmpty() ? "" : " or ").append(phase.text());
            }
        }
        return needs.toString();
    }

    static Problem rollbackInterrupted(PhaseCommand command, String change) {
        return interrupted(command, change, PhaseCommand.ROLLBACK, "constraints wait to be validated");
    }

    static Problem cutoverInterrupted(PhaseCommand command, String change) {
        return interrupted(command, change, PhaseCommand.CUTOVER, "sequences wait for their new type");
    }

    private static Problem interrupted(PhaseCommand command, String change, PhaseCommand earlier, String left) {
        return new Problem(
                ProblemCode.WRONG_PHASE,
                "%s cannot start.".formatted(command.text()),
                "a %s of change %s was interrupted after its swap; %s".formatted(earlier.text(), change, left),
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype %s %s".formatted(earlier.text(), change));
    }

    static Problem paused(PhaseCommand command, String change, Controls.Wish wish) {
        return new Problem(
                ProblemCode.RUN_PAUSED,
                "%s of change %s is paused.".formatted(command.text(), change),
                "%s asked for that at %s".formatted(wish.who(), wish.since()),
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype resume %s, then the same command again.".formatted(change));
    }
}
