package io.pgretype.preflight;

import io.pgretype.change.Filling.OtherTriggers;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The backfill's updates fire the table's own triggers: a million rows with a new updated_at, or a million messages in an
 * outbox. Only the author of the change knows whether they should.
 */
final class TriggersUndecided implements Check {

    private final OtherTriggers decision;

    TriggersUndecided(OtherTriggers decision) {
        this.decision = decision;
    }

    /** Once the change is open its file cannot be changed any more; who adds a trigger then wants it to fire. */
    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        if (decision != OtherTriggers.UNDECIDED || subject.relation().open()) {
            return List.of();
        }
        return Refusal.of(
                ProblemCode.TRIGGERS_UNDECIDED,
                "The backfill would fire triggers of %s, and the change file does not say whether it should."
                        .formatted(subject.name()),
                OtherTrigger.of(subject.oid(), jdbc).stream()
                        .filter(trigger -> trigger.fires(false))
                        .map(trigger -> "trigger " + text(trigger))
                        .toList(),
                "Write 'triggers: fire' into the change file to let them fire once for each row,"
                        + " or 'triggers: skip' to pass them by.");
    }

    private static String text(OtherTrigger trigger) {
        return trigger.fires(true) ? trigger.text() + " is ENABLE ALWAYS, so skip does not stop it" : trigger.text();
    }
}
