package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Settings;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether each foreign key that is still to be handed over has its twin. */
public final class ReferenceCheck {

    private final Ledger ledger;
    private final References references;
    private final ForeignKeys foreignKeys;

    public ReferenceCheck(Ledger ledger) {
        this.ledger = ledger;
        this.references = new References(ledger);
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
    }

    /** Those that are not there, not noted, not valid, or not as they should be. */
    public List<Reference> missing(String change, List<TableUnderChange> tables) {
        List<ReferenceRecord> noted = ledger.references().of(change);
        return references.inCatalog(change, tables).stream()
                .filter(reference -> !isNoted(noted, reference) || !hasTwin(noted, reference))
                .toList();
    }

    /** Twins whose originals are gone. */
    public List<ReferenceRecord> orphans(String change, List<TableUnderChange> tables) {
        List<Reference> wanted = references.inCatalog(change, tables);
        return ledger.references().of(change).stream()
                .filter(record -> !record.taken())
                .filter(record -> wanted.stream().noneMatch(reference -> References.isOf(record, reference.original())))
                .toList();
    }

    /** What came since expand and cannot come along any more comes first. */
    public Optional<Problem> problem(Change change, List<TableUnderChange> tables) {
        Optional<Problem> late = change.settings().references() == Settings.References.FOLLOW
                ? late(change.name(), tables)
                : Optional.empty();
        return late.isPresent() ? late : incomplete(change.name(), tables);
    }

    private Optional<Problem> late(String change, List<TableUnderChange> tables) {
        String late = references.inCatalog(change, tables).stream()
                .filter(reference -> reference.staysBehind(foreignKeys))
                .map(reference -> reference.original().text())
                .collect(Collectors.joining(", "));
        return late.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.REFERENCE_TOO_LATE,
                        "Columns reference one that moves, and do not move along.",
                        "made since expand: " + late,
                        Problem.NOTHING_CHANGED,
                        "Drop these foreign keys and make them again after contract; or abandon change %s and expand it again, so"
                                        .formatted(change)
                                + " that their columns come along."));
    }

    private Optional<Problem> incomplete(String change, List<TableUnderChange> tables) {
        String complaints = String.join(
                ", ",
                missing(change, tables).stream()
                        .map(reference -> reference.original().text())
                        .toList());
        String orphans = orphans(change, tables).stream()
                .map(record -> record.original().text() + ", which is gone")
                .collect(Collectors.joining(", "));
        return complaints.isEmpty() && orphans.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.TWINS_INCOMPLETE,
                        "The new columns do not have all foreign keys that the old ones have.",
                        "missing, not valid or different: %s%s%s"
                                .formatted(complaints, complaints.isEmpty() || orphans.isEmpty() ? "" : "; ", orphans),
                        Problem.NOTHING_CHANGED,
                        "Type: ./pgretype harden %s".formatted(change)));
    }

    private static boolean isNoted(List<ReferenceRecord> noted, Reference reference) {
        return noted.stream()
                .anyMatch(record -> References.isOf(record, reference.original())
                        && record.original().isLike(reference.original())
                        && record.original().validated() == reference.original().validated());
    }

    private boolean hasTwin(List<ReferenceRecord> noted, Reference reference) {
        if (reference.isMadeBySwap()) {
            return true;
        }
        ForeignKey twin = reference.twin();
        return foreignKeys
                .named(twin.referencing().oid(), twin.name())
                .filter(actual -> actual.isLike(twin))
                .filter(actual -> actual.validated() || !reference.original().validated())
                .filter(actual ->
                        noted.stream().anyMatch(record -> record.twin() != null && record.twin() == actual.oid()))
                .isPresent();
    }
}
