package io.pgretype.run;

import io.pgretype.catalog.ReplacedTables;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Whether a change's tables are still those that were expanded. In a database restored from a dump they are not. */
record SameTables(Ledger ledger) {

    /** What stops the command; empty also for those that go by names alone and end the change. */
    Optional<Problem> problem(PhaseCommand command, RunOptions options, String change) {
        boolean ends = command == PhaseCommand.ABANDON
                || (command == PhaseCommand.CONTRACT && options.flags().contains(RunOption.NOW));
        return ends
                ? Optional.empty()
                : ledger.find(change).filter(entry -> entry.phase().isOpen()).flatMap(this::replaced);
    }

    private Optional<Problem> replaced(LedgerEntry entry) {
        List<String> tables = ReplacedTables.among(ledger.database().jdbc(), entry.tables());
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.TABLE_CHANGED,
                        "Change %s was expanded on other tables than these.".formatted(entry.change()),
                        "%s: made again since, as a restore from a dump does".formatted(String.join(", ", tables)),
                        Problem.NOTHING_CHANGED,
                        next(entry)));
    }

    private static String next(LedgerEntry entry) {
        if (entry.phase() == Phase.CUT_OVER) {
            return "There is no way back here. To remove the old column, type: ./pgretype contract %s --now"
                    .formatted(entry.change());
        }
        return entry.phase() == Phase.PARTLY_CUT_OVER
                ? "No command goes on from there. Restore a dump from before or after the cutover."
                : "Type ./pgretype abandon %s, and begin again.".formatted(entry.change());
    }
}
