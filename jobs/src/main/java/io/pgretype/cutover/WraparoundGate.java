package io.pgretype.cutover;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.cutover.SessionsOnTable.Holder;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;

/** An autovacuum that prevents wraparound never gives way, and must not be cancelled. */
final class WraparoundGate implements Gate {

    private final SessionsOnTable sessions;

    WraparoundGate(SessionsOnTable sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        return sessions.read(table).stream()
                .filter(Holder::wraparound)
                .map(vacuum -> new Problem(
                        ProblemCode.WRAPAROUND_AUTOVACUUM,
                        "An autovacuum of %s does not give way.".formatted(table.name()),
                        vacuum.name(),
                        Problem.NOTHING_CHANGED,
                        "Wait for its end (select * from pg_stat_progress_vacuum), then run the same command again."))
                .toList();
    }
}
