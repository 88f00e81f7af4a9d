package io.pgretype.shell.command;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;

/** The phase that follows, and what an operator should know before it begins. */
record NextPhase(PhaseCommand command, String change) {

    private static final String CATALOG_CHANGE =
            "Locks: ACCESS EXCLUSIVE for a catalog change, within the lock budget.";

    /** @throws ProblemException {@code wrong-phase} where none follows */
    static NextPhase after(Phase phase, String change) {
        if (phase.isOver()) {
            throw new ProblemException(new Problem(
                    ProblemCode.WRONG_PHASE,
                    "Change %s has no next phase.".formatted(change),
                    "it is " + phase.text(),
                    Problem.NOTHING_CHANGED,
                    phase == Phase.ABANDONED
                            ? "To begin it again, type: ./pgretype expand %s".formatted(change)
                            : "What happened is in: ./pgretype history %s".formatted(change)));
        }
        return new NextPhase(PhaseCommand.next(phase), change);
    }

    /** What it will do, and what it locks. */
    List<String> explanation() {
        return switch (command) {
            case EXPAND ->
                List.of("expand adds the new column and the mirror that keeps it equal from then on.", CATALOG_CHANGE);
            case BACKFILL ->
                List.of(
                        "backfill fills the new column; stopped, it goes on from there.",
                        "Locks: ROW EXCLUSIVE; a chunk's rows until it commits, within the lock budget.");
            case HARDEN ->
                List.of(
                        "harden gives the new column the indexes, constraints and default of the old one.",
                        "Locks: SHARE UPDATE EXCLUSIVE, which lets everybody read and write; at times",
                        "ACCESS EXCLUSIVE for a catalog change, within the lock budget.");
            case VERIFY ->
                List.of(
                        "verify compares every row, and opens the gate to cutover for a while.",
                        "Locks: ACCESS SHARE; nobody who reads or writes waits for it.");
            case CUTOVER ->
                List.of(
                        "cutover swaps the old and the new column's names; rollback swaps them back.",
                        CATALOG_CHANGE,
                        "To see how long that takes: ./pgretype cutover %s --rehearse".formatted(change));
            case CONTRACT ->
                List.of(
                        "contract removes the mirror and the old column: there is no way back after it.",
                        CATALOG_CHANGE);
            case ROLLBACK, ABANDON -> throw new IllegalStateException(command + " leads back");
        };
    }

    /** What is said where the operator does not agree. */
    Problem notConfirmed() {
        return new Problem(
                ProblemCode.STOPPED,
                "%s of change %s is not begun.".formatted(command.text(), change),
                "the question was not answered with y",
                Problem.NOTHING_CHANGED,
                "Answer y, or type: ./pgretype next %s --yes".formatted(change));
    }
}
