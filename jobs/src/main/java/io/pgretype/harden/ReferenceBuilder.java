package io.pgretype.harden;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.change.Literal;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.lock.LockMode;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.ProblemException;
import io.pgretype.reference.Reference;
import io.pgretype.reference.TwinNamesTaken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the twins of foreign keys, each in a short transaction of its own in which the ledger notes it, then validates it
 * while everybody works.
 */
final class ReferenceBuilder {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final ForeignKeys foreignKeys;
    private final TwinNamesTaken names;
    private final LockedTransaction locked;
    private final PatientStatement patient;
    private final RecordedLocks locks;
    private final Assignment assignment;
    private final String change;

    ReferenceBuilder(Ledger ledger, Assignment assignment) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.foreignKeys = new ForeignKeys(jdbc);
        this.names = new TwinNamesTaken(jdbc);
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
            add(original, twin);
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
        ours(orphan.original()).ifPresentOrElse(twin -> drop(orphan.original(), twin), () -> ledger.references()
                .forget(change, orphan.original()));
    }

    /** The twin that the ledger knows, if it is there. */
    private Optional<ForeignKey> ours(ForeignKey original) {
        List<Long> twins = ledger.references().of(change).stream()
                .filter(record -> record.original().referencing().oid()
                                == original.referencing().oid()
                        && record.original().name().equals(original.name()))
                .flatMap(record -> Stream.ofNullable(record.twin()))
                .toList();
        return foreignKeys.of(List.of(original.referencing().oid())).stream()
                .filter(key -> twins.contains(key.oid()))
                .findFirst();
    }

    private void add(ForeignKey original, ForeignKey twin) {
        locked.run(
                lockOnBoth(original).in(LockMode.SHARE_ROW_EXCLUSIVE),
                use -> {
                    jdbc.sql(twin.add()).update();
                    if (original.comment() != null) {
                        jdbc.sql("comment on constraint %s on %s is %s"
                                        .formatted(
                                                twin.name().sql(),
                                                twin.referencing().name().sql(),
                                                new Literal(original.comment()).sql()))
                                .update();
                    }
                    long made = foreignKeys
                            .named(twin.referencing().oid(), twin.name())
                            .orElseThrow()
                            .oid();
                    ledger.references().note(change, original, made);
                    return use;
                },
                locks);
    }

    private void drop(ForeignKey original, ForeignKey twin) {
        locked.run(
                lockOnBoth(original),
                use -> {
                    jdbc.sql(twin.drop()).update();
                    ledger.references().forget(change, original);
                    return use;
                },
                locks);
    }

    private LockRequest lockOnBoth(ForeignKey key) {
        List<QualifiedName> both = Stream.of(key.referencing(), key.referenced())
                .map(ForeignKey.Table::name)
                .distinct()
                .toList();
        return assignment.lockRequest("harden", both);
    }

    private void refuseIfTaken(ForeignKey twin) {
        names.problem(twin).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }
}
