package io.pgretype.cutover;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.cutover.RetiredConstraints.Retired;
import io.pgretype.ledger.Ledger;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;

/** Validates what the old columns of a table were without meanwhile, while everybody works. Repeating it does no harm. */
final class RetiredValidation {

    private final Assignment assignment;
    private final TableUnderChange table;
    private final RetiredConstraints retired;
    private final NotNull notNull;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final RecordedLocks locks;

    RetiredValidation(Ledger ledger, Assignment assignment, TableUnderChange table) {
        this.assignment = assignment;
        this.table = table;
        this.retired =
                new RetiredConstraints(ledger.database(), assignment.change().name(), table);
        this.notNull = new NotNull(ledger.database());
        this.locked = new LockedTransaction(ledger.database());
        this.patient = new PatientStatement(ledger.database());
        this.locks = RecordedLocks.beside(ledger, assignment);
    }

    void run() {
        for (Retired constraint : retired.all()) {
            assignment.activity().doing("validating " + constraint.name());
            if (constraint.isNotNull()) {
                setNotNull(constraint);
            } else if (constraint.validated()) {
                patient.run(
                        "alter table %s validate constraint %s"
                                .formatted(table.name().sql(), constraint.name().sql()),
                        assignment::stopRequested);
            }
        }
    }

    private void setNotNull(Retired constraint) {
        LockRequest request = assignment.lockRequest("rollback", table.name());
        if (!retired.isNotNull(constraint)) {
            notNull.set(request, table.name(), constraint.column(), locks);
        }
        locked.run(
                request,
                use -> {
                    retired.nameNotNull(constraint.column(), constraint);
                    return use;
                },
                locks);
    }
}
