package io.pgretype.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> COMMANDS =
            List.of("plan", "expand", "backfill", "harden", "verify", "cutover", "contract", "status", "help");

    @Test
    void findsTheCommandBehindATypingError() {
        assertThat(Nearest.to("statsu", COMMANDS)).contains("status");
        assertThat(Nearest.to("bakcfill", COMMANDS)).contains("backfill");
        assertThat(Nearest.to("cutovr", COMMANDS)).contains("cutover");
    }

    @Test
    void findsTheCommandThatWasBegun() {
        assertThat(Nearest.to("back", COMMANDS)).contains("backfill");
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(Nearest.to("bogus", COMMANDS)).isEmpty();
        assertThat(Nearest.to("x", COMMANDS)).isEmpty();
    }

    @Test
    void countsTypingErrors() {
        assertThat(Nearest.typingErrors("", "abc")).isEqualTo(3);
        assertThat(Nearest.typingErrors("plan", "plan")).isZero();
        assertThat(Nearest.typingErrors("plna", "plan")).isEqualTo(2);
    }
}
