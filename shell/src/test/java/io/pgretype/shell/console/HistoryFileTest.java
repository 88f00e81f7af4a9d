package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryFileTest {

    @Test
    void isAmongTheUsersStateIfNotNamed() {
        assertThat(HistoryFile.of(Map.of("HOME", "/home/ada")))
                .contains(Path.of("/home/ada/.local/state/pgretype/history"));
        assertThat(HistoryFile.of(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "/state")))
                .contains(Path.of("/state/pgretype/history"));
    }

    @Test
    void aRelativeStateDirectoryCountsAsUnset() {
        assertThat(HistoryFile.of(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "state")))
                .contains(Path.of("/home/ada/.local/state/pgretype/history"));
    }

    @Test
    void canBeNamed() {
        assertThat(HistoryFile.of(Map.of("HOME", "/home/ada", "PGRETYPE_HISTORY", "mine")))
                .contains(Path.of("mine"));
    }

    @Test
    void isNoneWhereTheVariableIsEmptyOrThereIsNoHome() {
        assertThat(HistoryFile.of(Map.of("HOME", "/home/ada", "PGRETYPE_HISTORY", "")))
                .isEmpty();
        assertThat(HistoryFile.of(Map.of())).isEmpty();
    }
}
