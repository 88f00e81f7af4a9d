package io.pgretype.cutover;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.Ledger;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TwinReader;
import java.util.List;

/** A twin whose original was dropped or renamed would remain as something that the table never had. */
final class OrphanGate implements Gate {

    private final Ledger ledger;
    private final TwinReader twins;
    private final PartitionTree tree;

    OrphanGate(Ledger ledger) {
        this.ledger = ledger;
        this.twins = new TwinReader(ledger.database());
        this.tree = new PartitionTree(ledger.database().jdbc());
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        List<String> orphans = tree.parts(table).stream()
                .flatMap(part -> ledger.twins().orphans(change.name(), part.table(), twins.read(part)).stream())
                .map(orphan -> orphan.kind().text() + " " + orphan.original())
                .toList();
        return orphans.isEmpty()
                ? List.of()
                : List.of(new Problem(
                        ProblemCode.TWINS_INCOMPLETE,
                        "The new column of %s has what the old one no longer has.".formatted(table.name()),
                        "dropped or renamed since harden: " + String.join(", ", orphans),
                        Problem.NOTHING_CHANGED,
                        "Type: ./pgretype harden %s".formatted(change.name())));
    }
}
