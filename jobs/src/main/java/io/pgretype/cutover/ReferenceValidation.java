package io.pgretype.cutover;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.reference.PartitionKeys;
import java.util.List;

/** Validates the foreign keys that a swap has made, there or back, while everybody works. Repeating it does no harm. */
final class ReferenceValidation {

    private final Ledger ledger;
    private final ForeignKeys foreignKeys;
    private final PartitionKeys partitionKeys;
    private final PlainStatement plain;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final Assignment assignment;

    ReferenceValidation(Ledger ledger, Assignment assignment) {
        this.ledger = ledger;
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
        this.partitionKeys = new PartitionKeys(ledger.database().jdbc());
        this.plain = new PlainStatement(ledger.database());
        this.locked = new LockedTransaction(ledger.database());
        this.patient = new PatientStatement(ledger.database());
        this.assignment = assignment;
    }

    void ofSuccessors() {
        validate(true);
    }

    void ofOriginals() {
        validate(false);
    }

    /** Those that the swap has made on each partition are validated one by one; then the table's own adopts them. */
    private void adoptOfPartitions(ForeignKey original, boolean taken) {
        List<ForeignKey> waiting = partitionKeys.isAdopted(original) ? partitionKeys.waiting(original) : List.of();
        if (waiting.isEmpty()) {
            return;
        }
        for (ForeignKey key : waiting) {
            assignment.activity().doing("validating " + key.text());
            patient.run(key.validate(), assignment::stopRequested);
        }
        locked.run(
                assignment.lockRequest(taken ? "cutover" : "rollback", original.tables()),
                use -> {
                    original.adopt().forEach(plain::run);
                    if (taken) {
                        long made = foreignKeys
                                .named(original.referencing().oid(), original.name())
                                .orElseThrow()
                                .oid();
                        ledger.references().taken(assignment.change().name(), original, made);
                    }
                    return use;
                },
                RecordedLocks.beside(ledger, assignment));
    }

    private void validate(boolean taken) {
        List<ReferenceRecord> records =
                ledger.references().of(assignment.change().name());
        for (ReferenceRecord record : records) {
            ForeignKey original = record.original();
            if (record.taken() == taken) {
                adoptOfPartitions(original, taken);
            }
            if (record.taken() == taken && original.validated()) {
                foreignKeys
                        .named(original.referencing().oid(), original.name())
                        .filter(actual -> !actual.validated())
                        .ifPresent(actual -> {
                            assignment.activity().doing("validating " + actual.text());
                            patient.run(actual.validate(), assignment::stopRequested);
                        });
            }
        }
    }
}
