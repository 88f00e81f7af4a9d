package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.mirror.Witness;
import io.pgretype.mirror.WitnessHealth;
import io.pgretype.run.Assignment;
import io.pgretype.run.RecordedLocks;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the witness where it is missing, as in a change that an earlier release has expanded, or not what it should be.
 * Whoever compares all rows after that has missed none.
 */
final class PlaceWitness {

    private final DataSource dataSource;
    private final PlainStatement plain;
    private final WitnessHealth health;
    private final LockedTransaction locked;

    PlaceWitness(DataSource dataSource) {
        this.dataSource = dataSource;
        this.plain = new PlainStatement(dataSource);
        this.health = new WitnessHealth(JdbcClient.create(dataSource));
        this.locked = new LockedTransaction(dataSource);
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
                RecordedLocks.beside(dataSource, assignment));
    }
}
