package io.pgretype.cutover;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import java.util.List;

/** Validates the foreign keys that a swap has made, there or back, while everybody works. Repeating it does no harm. */
final class ReferenceValidation {

    private final Ledger ledger;
    private final ForeignKeys foreignKeys;
    private final PatientStatement patient;
    private final Assignment assignment;

    ReferenceValidation(Ledger ledger, Assignment assignment) {
        this.ledger = ledger;
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
        this.patient = new PatientStatement(ledger.database());
        this.assignment = assignment;
    }

    void ofSuccessors() {
        validate(true);
    }

    void ofOriginals() {
        validate(false);
    }

    private void validate(boolean taken) {
        List<ReferenceRecord> records =
                ledger.references().of(assignment.change().name());
        for (ReferenceRecord record : records) {
            ForeignKey original = record.original();
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
