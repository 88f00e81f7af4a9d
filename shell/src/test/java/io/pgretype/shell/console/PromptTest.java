package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.shell.session.Session;
import org.junit.jupiter.api.Test;

class PromptTest {

    private final Session session = Session.console();

    @Test
    void saysTheChangeInUseAndItsPhaseAsFarAsKnown() {
        assertThat(Prompt.text(session)).isEqualTo("pgretype> ");
        session.use("file-size");
        assertThat(Prompt.text(session)).isEqualTo("pgretype:file-size> ");
        session.phase(Phase.CUT_OVER);
        assertThat(Prompt.text(session)).isEqualTo("pgretype:file-size (cut over)> ");
    }

    @Test
    void anotherChangesPhaseIsNotShown() {
        session.use("file-size");
        session.phase(Phase.EXPANDED);
        session.use("file-owner");

        assertThat(Prompt.text(session)).isEqualTo("pgretype:file-owner> ");
    }
}
