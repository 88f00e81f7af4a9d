package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.mirror.Witness;
import io.pgretype.mirror.WitnessHealth;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;

/**
 * Makes the witness where it is missing, as in a change that an earlier release has expanded, or not what it should be.
 * Whoever compares all rows after that has missed none.
 */
final class PlaceWitness {

    private final Ledger ledger;
    private final PlainStatement plain;
    private final WitnessHealth health;
    private final LockedTransaction locked;

    PlaceWitness(Ledger ledger) {
        this.ledger = ledger;
        this.plain = new PlainStatement(ledger.database());
        this.health = new WitnessHealth(ledger.database().jdbc());
        this.locked = new LockedTransaction(ledger.database());
    }

    /** ACCESS EXCLUSIVE, for the length of a catalog change, but only where it must. */
    void where(Assignment assignment, TableUnderChange table, Direction direction) {
        String change = assignment.change().name();
        if (health.isSound(change, table, direction)) {
            return;
        }
        Witness witness = new Witness(change, table);
        locked.run(
                assignment.lockRequest("the witness", table.name()),
                use -> {
                    witness.replace(direction).forEach(plain::run);
                    return use;
                },
                RecordedLocks.beside(ledger, assignment));
    }
}
