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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether each foreign key that is still to be handed over has its twin. */
public final class ReferenceCheck {

    private final Ledger ledger;
    private final ForeignKeys foreignKeys;

    public ReferenceCheck(Ledger ledger) {
        this.ledger = ledger;
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
    }

    /** Those that are not there, not noted, not valid, or not as they should be. */
    public List<Reference> missing(String change, List<TableUnderChange> tables) {
        return new Look(change, tables).missing();
    }

    /** Twins whose originals are gone. */
    public List<ReferenceRecord> orphans(String change, List<TableUnderChange> tables) {
        return new Look(change, tables).orphans();
    }

    /** What came since expand and cannot come along any more comes first. */
    public Optional<Problem> problem(Change change, List<TableUnderChange> tables) {
        Look look = new Look(change.name(), tables);
        Optional<Problem> late = change.settings().references() == Settings.References.FOLLOW
                ? late(change.name(), look)
                : Optional.empty();
        return late.isPresent() ? late : incomplete(change.name(), look);
    }

    private Optional<Problem> late(String change, Look look) {
        String late = look.wanted.stream()
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

    private Optional<Problem> incomplete(String change, Look look) {
        String complaints = String.join(
                ", ",
                look.missing().stream()
                        .map(reference -> reference.original().text())
                        .toList());
        String orphans = look.orphans().stream()
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

    /** What there is at one moment. */
    private final class Look {

        private final List<ReferenceRecord> noted;
        private final List<ForeignKey> there;
        private final List<Reference> wanted;

        Look(String change, List<TableUnderChange> tables) {
            this.noted = ledger.references().of(change);
            this.there =
                    foreignKeys.of(tables.stream().map(TableUnderChange::oid).toList());
            // One that its twin has replaced needs no twin any more.
            this.wanted = References.among(there, tables, ledger.database().jdbc()).stream()
                    .filter(reference ->
                            noted.stream().noneMatch(record -> record.taken() && record.isOf(reference.original())))
                    .toList();
        }

        List<Reference> missing() {
            return wanted.stream()
                    .filter(reference -> !isNoted(reference) || !hasTwin(reference))
                    .toList();
        }

        List<ReferenceRecord> orphans() {
            return noted.stream()
                    .filter(record -> !record.taken())
                    .filter(record -> wanted.stream().noneMatch(reference -> record.isOf(reference.original())))
                    .toList();
        }

        private boolean isNoted(Reference reference) {
            return noted.stream()
                    .anyMatch(record -> record.isOf(reference.original())
                            && record.original().isLike(reference.original())
                            && record.original().validated()
                                    == reference.original().validated());
        }

        private boolean hasTwin(Reference reference) {
            if (reference.isMadeBySwap()) {
                return true;
            }
            ForeignKey twin = reference.twin();
            return there.stream()
                    .filter(actual -> actual.isNamedAs(twin) && actual.isLike(twin))
                    .filter(actual ->
                            actual.validated() || !reference.original().validated())
                    .anyMatch(actual -> noted.stream().anyMatch(record -> Objects.equals(record.twin(), actual.oid())));
        }
    }
}
