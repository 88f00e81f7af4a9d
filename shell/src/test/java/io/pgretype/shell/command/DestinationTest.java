package io.pgretype.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pgretype.ledger.Phase;
import org.junit.jupiter.api.Test;

class DestinationTest {

    @Test
    void isNamedByThePhaseOrItsCommand() {
        assertThat(Destination.parse("verify")).isEqualTo(Phase.VERIFIED);
        assertThat(Destination.parse("Verified")).isEqualTo(Phase.VERIFIED);
        assertThat(Destination.parse("cutover")).isEqualTo(Phase.CUT_OVER);
        assertThat(Destination.parse("cut-over")).isEqualTo(Phase.CUT_OVER);
        assertThat(Destination.parse("cut over")).isEqualTo(Phase.CUT_OVER);
    }

    @Test
    void leadsForwardOnly() {
        for (String text : new String[] {"rollback", "abandon", "abandoned", "planned", "nonsense"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Destination.parse(text))
                    .withMessageContaining("is none of expand, backfill, harden, verify, cutover, contract");
        }
    }
}
