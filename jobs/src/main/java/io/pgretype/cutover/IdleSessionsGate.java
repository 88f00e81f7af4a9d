package io.pgretype.cutover;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Durations;
import io.pgretype.cutover.SessionsOnTable.Holder;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.time.Duration;
import java.util.List;

/**
 * Who has been idle in a transaction on the table for longer than we would try (lock-deadline) will hardly end while we
 * do. Each attempt would make the application wait, for nothing.
 */
final class IdleSessionsGate implements Gate {

    private final SessionsOnTable sessions;

    IdleSessionsGate(SessionsOnTable sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        Duration limit = change.settings().lockDeadline();
        List<String> idle = sessions.read(table).stream()
                .filter(session -> session.idle().compareTo(limit) > 0)
                .map(Holder::text)
                .toList();
        if (idle.isEmpty()) {
            return List.of();
        }
        return List.of(new Problem(
                ProblemCode.IDLE_IN_TRANSACTION,
                "Sessions hold a lock on %s and do nothing.".formatted(table.name()),
                "%s; the limit is lock-deadline, %s".formatted(String.join("; ", idle), Durations.text(limit)),
                Problem.NOTHING_CHANGED,
                "End these transactions (select pg_terminate_backend(PID) ends a session), then run the same command"
                        + " again."));
    }
}
