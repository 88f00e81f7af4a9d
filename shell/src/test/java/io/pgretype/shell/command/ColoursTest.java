package io.pgretype.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColoursTest {

    @Test
    void areForTerminalsOfThoseWhoWantThem() {
        assertThat(Colours.wanted(Map.of("TERM", "xterm"), true)).isTrue();
        assertThat(Colours.wanted(Map.of("TERM", "xterm", "NO_COLOR", ""), true))
                .isTrue();
        assertThat(Colours.wanted(Map.of("TERM", "xterm"), false)).isFalse();
        assertThat(Colours.wanted(Map.of("TERM", "xterm", "NO_COLOR", "1"), true))
                .isFalse();
        assertThat(Colours.wanted(Map.of("TERM", "dumb"), true)).isFalse();
    }
}
