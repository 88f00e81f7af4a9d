package io.pgretype.shell.console;

import io.pgretype.ledger.Phase;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.session.Session;
import io.pgretype.status.StatusReader;
import java.time.Duration;
import java.time.Instant;
import org.jline.utils.AttributedString;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.shell.jline.PromptProvider;

/** For example {@code pgretype:file-size (expanded)> }. */
public final class Prompt implements PromptProvider {

    /** A server that does not answer must not delay every prompt. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Session session;
    private final ObjectProvider<StatusReader> status;
    private Instant notBefore = Instant.MIN;

    public Prompt(Session session, ObjectProvider<StatusReader> status) {
        this.session = session;
        this.status = status;
    }

    @Override
    public AttributedString getPrompt() {
        session.change().ifPresent(this::look);
        return new AttributedString(text(session));
    }

    static String text(Session session) {
        String change = session.change().map(":"::concat).orElse("");
        String phase = session.phase().map(Phase::text).map(" (%s)"::formatted).orElse("");
        return "pgretype%s%s> ".formatted(change, phase);
    }

    private void look(String change) {
        if (Instant.now().isBefore(notBefore)) {
            return;
        }
        try {
            session.phase(status.getObject().read(change).phase());
        } catch (RuntimeException e) {
            // A prompt is no place for an error; the next command says it.
            boolean neverExpanded = e instanceof ProblemException problem
                    && problem.problems().get(0).code() == ProblemCode.CHANGE_UNKNOWN;
            session.phase(neverExpanded ? Phase.PLANNED : null);
            notBefore = neverExpanded ? Instant.MIN : Instant.now().plus(AFTER_FAILURE);
        }
    }
}
