package io.pgretype.alter;

import io.pgretype.change.Change;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables that some change has under way, this one or another: its mirror and its twins are made for the types as they are. */
final class OpenTables {

    private final Ledger ledger;

    OpenTables(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One problem a change. */
    List<Problem> problems(Change change) {
        Set<QualifiedName> tables =
                change.tables().stream().map(TableChange::table).collect(Collectors.toSet());
        return ledger.findAll().stream()
                .filter(entry -> entry.phase().isOpen())
                .flatMap(entry -> entry.tables().stream()
                        .filter(table -> tables.contains(table.name()))
                        .map(table -> problem(entry, table.name()))
                        .limit(1))
                .toList();
    }

    private static Problem problem(LedgerEntry entry, QualifiedName table) {
        return new Problem(
                ProblemCode.WRONG_PHASE,
                "alter does not touch a table that a change has under way.",
                "%s belongs to change %s, which is %s"
                        .formatted(table, entry.change(), entry.phase().text()),
                Problem.NOTHING_CHANGED,
                "Finish it or abandon it first: ./pgretype status %s".formatted(entry.change()));
    }
}
