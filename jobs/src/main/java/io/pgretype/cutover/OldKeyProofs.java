package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.compare.ReverseProof;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.lock.LockRequest;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Proves of all tables, before they are swapped back, that their {@linkplain OldKey old keys} are NOT NULL; takes the proofs
 * away again where nothing was swapped back.
 */
final class OldKeyProofs {

    /** With a proof that is to go when the run is over, in budgets. */
    private static final int PATIENCE = 20;

    private final Ledger ledger;
    private final ReverseProof proof;
    private final RollbackGate gate;

    OldKeyProofs(Ledger ledger, ReverseProof proof, RollbackGate gate) {
        this.ledger = ledger;
        this.proof = proof;
        this.gate = gate;
    }

    /** As late as it can be: from here on the application's values must fit the old type of a key. */
    void prove(Assignment assignment, List<TableUnderChange> tables) {
        Change change = assignment.change();
        if (!PhaseCommand.ROLLBACK.startsFrom(ledger.phase(change.name()))) {
            return;
        }
        for (TableUnderChange table : tables) {
            OldKey oldKey = new OldKey(ledger.database(), table);
            for (ColumnChange move : oldKey.columns()) {
                proof.require(PhaseCommand.ROLLBACK, assignment);
                ProblemException.throwIfAny(gate.problems(change, tables));
                assignment.activity().doing("proving that %s is NOT NULL".formatted(move.oldColumn()));
                prove(assignment, table, oldKey, move);
            }
        }
    }

    private void prove(Assignment assignment, TableUnderChange table, OldKey oldKey, ColumnChange move) {
        LockRequest request = assignment.lockRequest("rollback", table.name());
        RecordedLocks locks = RecordedLocks.beside(ledger, assignment);
        try {
            oldKey.prove(move, request, locks);
        } catch (DataIntegrityViolationException e) {
            oldKey.giveUp(request, locks);
            throw new ProblemException(gate.nullInKey(assignment.change(), table, move), e);
        }
    }

    /** A proof refuses what the mirror writes where a value does not fit: so it must not stay where nothing was swapped back. */
    void giveUp(Assignment assignment) {
        try {
            for (TableUnderChange table : ledger.get(assignment.change().name()).tables(Direction.REVERSE)) {
                new OldKey(ledger.database(), table)
                        .giveUp(shortly(assignment, table), RecordedLocks.beside(ledger, assignment));
            }
        } catch (NestedRuntimeException | ProblemException e) {
            // The server is gone, or the table is busy: rollback goes on from there, and contract drops it too.
        }
    }

    private static LockRequest shortly(Assignment assignment, TableUnderChange table) {
        Duration budget = assignment.settings().lockBudget();
        return new LockRequest("rollback", List.of(table.name()), budget, budget.multipliedBy(PATIENCE), false);
    }
}
