package io.pgretype.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HangingIndentTest {

    private static final String FORTY = "x".repeat(40);

    @Test
    void fillsEachLineUpToItsLastColumn() {
        assertThat(HangingIndent.of("  --a", 8, "x".repeat(31) + " " + FORTY))
                .hasSize(80)
                .startsWith("  --a   x");
        assertThat(HangingIndent.of("  --a", 8, "x".repeat(32) + " " + FORTY).lines())
                .containsExactly("  --a   " + "x".repeat(32), "        " + FORTY);
    }

    @Test
    void breaksNoWord() {
        assertThat(HangingIndent.of("", 0, List.of(FORTY, "[--to " + FORTY + "]", "x".repeat(90)))
                        .lines())
                .containsExactly(FORTY, "[--to " + FORTY + "]", "x".repeat(90));
    }

    @Test
    void aLabelAloneIsALine() {
        assertThat(HangingIndent.of("usage: quit ", 12, List.of())).isEqualTo("usage: quit");
    }
}
