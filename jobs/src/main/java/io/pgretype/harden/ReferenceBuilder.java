package io.pgretype.harden;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.lock.LockMode;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.ProblemException;
import io.pgretype.reference.PartitionKeys;
import io.pgretype.reference.Reference;
import io.pgretype.reference.TwinNamesTaken;
import java.util.List;
import java.util.Optional;

/**
 * Makes the twins of foreign keys, each in a short transaction of its own in which the ledger notes it, then validates it
 * while everybody works.
 */
final class ReferenceBuilder {

    private final Ledger ledger;
    private final PlainStatement plain;
    private final ForeignKeys foreignKeys;
    private final PartitionKeys partitionKeys;
    private final TwinNamesTaken names;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final RecordedLocks locks;
    private final Assignment assignment;
    private final String change;

    ReferenceBuilder(Ledger ledger, Assignment assignment) {
        this.ledger = ledger;
        this.plain = new PlainStatement(ledger.database());
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
        this.partitionKeys = new PartitionKeys(ledger.database().jdbc());
        this.names = new TwinNamesTaken(ledger.database().jdbc());
        this.locked = new LockedTransaction(ledger.database());
        this.patient = new PatientStatement(ledger.database());
        this.locks = RecordedLocks.beside(ledger, assignment);
        this.assignment = assignment;
        this.change = assignment.change().name();
    }

    /** @throws ProblemException {@code name-taken} */
    void build(Reference reference) {
        ForeignKey original = reference.original();
        assignment.activity().doing("making the twin of " + original.text());
        Optional<ForeignKey> there = ours(original);
        if (reference.isMadeBySwap()) {
            there.ifPresent(twin -> drop(original, twin));
            ledger.references().note(change, original, null);
            return;
        }
        ForeignKey twin = reference.twin();
        there.filter(actual -> !actual.isLike(twin)).ifPresent(actual -> drop(original, actual));
        Optional<ForeignKey> left = ours(original);
        if (left.isEmpty()) {
            refuseIfTaken(twin);
            partitionKeys
                    .inPlaceOf(twin)
                    .ifPresentOrElse(
                            ofPartitions -> addByPartitions(original, twin, ofPartitions), () -> add(original, twin));
        } else {
            // What may have changed of the original does not concern the twin.
            ledger.references().note(change, original, left.get().oid());
        }
        if (original.validated()) {
            assignment.activity().doing("validating " + twin.text());
            patient.run(twin.validate(), assignment::stopRequested);
        }
    }

    /** Its original is gone. Repeating it does no harm; its record goes with it. */
    void remove(ReferenceRecord orphan) {
        partitionKeys.begun(orphan.original()).forEach(this::drop);
        ours(orphan.original()).ifPresentOrElse(twin -> drop(orphan.original(), twin), () -> ledger.references()
                .forget(change, orphan.original()));
    }

    /** The twin that the ledger knows, if it is there. */
    private Optional<ForeignKey> ours(ForeignKey original) {
        return ledger.references().of(change).stream()
                .filter(record -> record.isOf(original))
                .flatMap(record -> foreignKeys.find(original.referencing().oid(), record.twin()).stream())
                .findFirst();
    }

    private void add(ForeignKey original, ForeignKey twin) {
        add(original, twin, twin.make(), LockMode.SHARE_ROW_EXCLUSIVE);
    }

    private void add(ForeignKey original, ForeignKey twin, List<String> statements, LockMode mode) {
        locked.run(
                assignment.lockRequest("harden", original.tables()).in(mode),
                use -> {
                    statements.forEach(plain::run);
                    long made = foreignKeys
                            .named(twin.referencing().oid(), twin.name())
                            .orElseThrow()
                            .oid();
                    ledger.references().note(change, original, made);
                    return use;
                },
                locks);
    }

    /** Noted before, so that what is made of it is known to be ours. */
    private void addByPartitions(ForeignKey original, ForeignKey twin, List<ForeignKey> ofPartitions) {
        ledger.references().note(change, original, null);
        for (ForeignKey key : ofPartitions) {
            foreignKeys
                    .named(key.referencing().oid(), key.name())
                    .filter(actual -> !actual.isLike(key))
                    .ifPresent(this::drop);
            if (foreignKeys.named(key.referencing().oid(), key.name()).isEmpty()) {
                run(key, key.add(), LockMode.SHARE_ROW_EXCLUSIVE);
            }
            assignment.activity().doing("validating " + key.text());
            patient.run(key.validate(), assignment::stopRequested);
        }
        add(original, twin, twin.adopt(), LockMode.ACCESS_EXCLUSIVE);
    }

    private void drop(ForeignKey key) {
        run(key, key.drop(), LockMode.ACCESS_EXCLUSIVE);
    }

    private void run(ForeignKey key, String statement, LockMode mode) {
        locked.run(
                assignment.lockRequest("harden", key.tables()).in(mode),
                use -> {
                    plain.run(statement);
                    return use;
                },
                locks);
    }

    private void drop(ForeignKey original, ForeignKey twin) {
        locked.run(
                assignment.lockRequest("harden", original.tables()),
                use -> {
                    plain.run(twin.drop());
                    ledger.references().forget(change, original);
                    return use;
                },
                locks);
    }

    private void refuseIfTaken(ForeignKey twin) {
        names.problem(twin).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }
}
