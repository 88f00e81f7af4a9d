package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.reference.Reference;
import java.util.List;
import java.util.Set;

/**
 * Hands the foreign keys of a group of tables over, in the caller's transaction, under the caller's ACCESS EXCLUSIVE locks
 * on both tables of each. Those that go must do so before the tables are swapped: no primary key can be dropped on which one
 * depends.
 */
final class ReferenceSwap {

    private final Ledger ledger;
    private final PlainStatement plain;
    private final ForeignKeys foreignKeys;
    private final String change;
    private final List<Reference> references;

    ReferenceSwap(Ledger ledger, String change, List<Reference> references) {
        this.ledger = ledger;
        this.plain = new PlainStatement(ledger.database());
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
        this.change = change;
        this.references = List.copyOf(references);
    }

    /** Before the tables are swapped. */
    void dropOriginals() {
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            if (!named(original, original.name()).isLike(original)) {
                throw changed(original);
            }
            plain.run(original.drop());
        }
    }

    /**
     * After the tables are swapped.
     *
     * @param swapped the oids of all tables that are swapped then
     */
    void takeOver(Set<Long> swapped) {
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            ForeignKey successor = reference.successor(
                    direction(original.referencing(), swapped), direction(original.referenced(), swapped));
            if (reference.isMadeBySwap()) {
                successor.make().forEach(plain::run);
            } else {
                ForeignKey twin = reference.twin();
                plain.run(named(twin, twin.name()).rename(original.name()));
                if (twin.deferral() != original.deferral()) {
                    plain.run(successor.alterDeferral());
                }
            }
            ledger.references()
                    .taken(change, original, named(original, original.name()).oid());
        }
    }

    /** Before the tables are swapped back. What somebody else has put in its place stays. */
    void dropSuccessors() {
        Set<Long> ours = ledger.references().twins(change);
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            foreignKeys
                    .named(original.referencing().oid(), original.name())
                    .filter(actual -> ours.contains(actual.oid()))
                    .map(ForeignKey::drop)
                    .ifPresent(plain::run);
        }
    }

    /** After the tables are swapped back: every write is looked at from now on, the rows that are there later. */
    void giveBack(Set<Long> swapped) {
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            reference
                    .predecessor(direction(original.referencing(), swapped), direction(original.referenced(), swapped))
                    .make()
                    .forEach(plain::run);
            ledger.references().givenBack(change, original);
        }
    }

    private ForeignKey named(ForeignKey key, Identifier name) {
        return foreignKeys.named(key.referencing().oid(), name).orElseThrow(() -> changed(key));
    }

    private static Direction direction(ForeignKey.Table table, Set<Long> swapped) {
        return swapped.contains(table.oid()) ? Direction.REVERSE : Direction.FORWARD;
    }

    private static ProblemException changed(ForeignKey key) {
        return new ProblemException(new Problem(
                ProblemCode.TABLE_CHANGED,
                "The %s changed while the swap was prepared.".formatted(key.text()),
                "it is gone, or not the one that harden saw",
                Problem.NOTHING_CHANGED,
                "Run the same command again; its gates will say whether that matters."));
    }
}
