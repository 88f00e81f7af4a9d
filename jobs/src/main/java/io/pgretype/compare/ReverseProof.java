package io.pgretype.compare;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Durations;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.Verifications.Latest;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import io.pgretype.progress.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.batch.core.step.Step;

/**
 * What rollback and contract ask for: that every row's old value is right, the noted misfits aside, as seen since cutover
 * and not too long ago; contract, after which nobody needs the old values, takes the verification that opened cutover, too.
 * Where nobody has looked, they look by themselves; with {@link RunOption#NOW} they do without.
 */
public final class ReverseProof {

    private final Ledger ledger;
    private final Steps steps;
    private final Meters meters;
    private final MirrorMark mirrorMark;
    private final WitnessCheck witness;

    public ReverseProof(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.steps = steps;
        this.meters = meters;
        this.mirrorMark = new MirrorMark(ledger.database().jdbc());
        this.witness = new WitnessCheck(ledger);
    }

    /** The steps that get it, for the beginning of the job; a mismatch ends the job there. */
    public List<Step> steps(PhaseCommand command, Assignment assignment, List<TableUnderChange> tables) {
        Tally tally = new Tally(meters.of(assignment.change().name()), command);
        Comparison comparison = new Comparison(ledger, steps, tally, assignment, tables, Direction.REVERSE);
        AtomicBoolean compares = new AtomicBoolean();
        List<Step> proof = new ArrayList<>(comparison.steps(() -> {
            // A run that is taken up again may have done its swap.
            compares.set(command.startsFrom(ledger.phase(assignment.change().name()))
                    && !assignment.has(RunOption.NOW)
                    && !isFresh(command, assignment));
            return compares.get();
        }));
        proof.add(steps.single("conclude-comparison", assignment, () -> {
            if (compares.get()) {
                ProblemException.throwIfAny(comparison.conclude());
            }
        }));
        return proof;
    }

    /**
     * Just before what relies on it: a run that is taken up again may have compared the rows too long ago.
     *
     * @throws ProblemException {@code not-verified}; the run is over then, and the same command compares again
     */
    public void require(PhaseCommand command, Assignment assignment) {
        if (assignment.has(RunOption.NOW) || isFresh(command, assignment)) {
            return;
        }
        Problem problem = notVerified(command, assignment);
        ledger.runs().end(assignment.run(), problem.code().exitStatus().name(), problem.text());
        throw new ProblemException(problem);
    }

    private boolean isFresh(PhaseCommand command, Assignment assignment) {
        return latest(command, assignment)
                .filter(latest -> latest.mismatches() == 0)
                .filter(latest -> latest.age().compareTo(assignment.settings().verifiedWithin()) <= 0)
                .filter(latest -> isUntouched(assignment, latest))
                .filter(latest -> noneWitnessed(assignment))
                .isPresent();
    }

    private Optional<Latest> latest(PhaseCommand command, Assignment assignment) {
        String change = assignment.change().name();
        return command == PhaseCommand.CONTRACT
                ? ledger.verifications().latestOrCarriedOver(change)
                : ledger.verifications().latest(change, Direction.REVERSE);
    }

    /** What was written while the mirror was away was not mirrored. */
    private boolean isUntouched(Assignment assignment, Latest latest) {
        String change = assignment.change().name();
        return ledger.get(change).tables(Direction.REVERSE).stream().allMatch(table -> ledger.verifications()
                .mirrorMark(latest.run(), table)
                .filter(MirrorMark::hasWitness)
                .equals(mirrorMark.of(change, table, Direction.REVERSE)));
    }

    private boolean noneWitnessed(Assignment assignment) {
        String change = assignment.change().name();
        return ledger.get(change).tables(Direction.REVERSE).stream()
                .allMatch(table ->
                        witness.problem(change, table, Direction.REVERSE).isEmpty());
    }

    private Problem notVerified(PhaseCommand command, Assignment assignment) {
        return NotVerified.problem(
                assignment.change().name(),
                latest(command, assignment)
                        .map(latest -> "the last comparison since cutover began %s ago, the limit is %s%s%s"
                                .formatted(
                                        Durations.text(latest.age()),
                                        Durations.text(assignment.settings().verifiedWithin()),
                                        isUntouched(assignment, latest) ? "" : "; the mirror was touched since",
                                        noneWitnessed(assignment) ? "" : "; rows were written wrong since"))
                        .orElse("they were not compared since cutover"),
                "Type: ./pgretype %1$s %2$s; or, without comparing: ./pgretype %1$s %2$s --now"
                        .formatted(command.text(), assignment.change().name()));
    }
}
