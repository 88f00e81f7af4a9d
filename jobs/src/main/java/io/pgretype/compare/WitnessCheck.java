package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Witnessed;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether rows that the witness has noted are mismatches now. ACCESS SHARE on the table where it has noted any. */
public final class WitnessCheck {

    private static final int SHOWN = 20;

    private final Witnessed witnessed;

    public WitnessCheck(DataSource dataSource) {
        this.witnessed = new Witnessed(dataSource);
    }

    /** Empty if none is. */
    public Optional<Problem> problem(String change, TableUnderChange table, Direction direction) {
        long count = witnessed.count(change, table, direction);
        if (count == 0) {
            return Optional.empty();
        }
        List<String> first = witnessed.first(change, table, direction, SHOWN);
        return Optional.of(new Problem(
                ProblemCode.NOT_VERIFIED,
                "The rows of change %s must be compared again.".formatted(change),
                "%d rows were stored with a new value that is not the conversion of the old one, limit 0; by their keys: %s"
                        .formatted(count, String.join("; ", first)),
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype verify --repair %s".formatted(change)));
    }
}
