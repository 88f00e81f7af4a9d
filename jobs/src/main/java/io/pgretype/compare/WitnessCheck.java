package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.Optional;

/** Whether rows that the witness has noted are mismatches now. ACCESS SHARE on the table where it has noted any. */
public final class WitnessCheck {

    private final Ledger ledger;

    private static final int SHOWN = 20;

    public WitnessCheck(Ledger ledger) {
        this.ledger = ledger;
    }

    /** For a gate: what was written since the rows were compared. Empty if none is. */
    public Optional<Problem> problem(String change, TableUnderChange table, Direction direction) {
        return observed(change, table, direction)
                .map(observed -> NotVerified.problem(change, observed, repair(change)));
    }

    /** For the end of a comparison: what was written after it was compared. Empty if none is. */
    Optional<Problem> mismatches(String change, TableUnderChange table, Direction direction) {
        return observed(change, table, direction)
                .map(observed -> new Problem(
                        ProblemCode.MISMATCHES,
                        "Rows of %s were written wrong after they were compared.".formatted(table.name()),
                        observed,
                        "The application is not affected; cutover, rollback and contract are refused meanwhile.",
                        repair(change)));
    }

    private Optional<String> observed(String change, TableUnderChange table, Direction direction) {
        long count = ledger.witnessed().count(change, table, direction);
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        "%d rows were stored with a new value that is not the conversion of the old one, limit 0; by their keys: %s"
                                .formatted(
                                        count,
                                        String.join("; ", ledger.witnessed().first(change, table, direction, SHOWN))));
    }

    private static String repair(String change) {
        return "Type: ./pgretype verify --repair %s".formatted(change);
    }
}
