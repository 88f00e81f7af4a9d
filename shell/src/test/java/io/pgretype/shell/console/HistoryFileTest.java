package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.environment.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryFileTest {

    @Test
    void isAmongTheUsersStateIfNotNamed() {
        assertThat(HistoryFile.of(Optional.empty(), new Variables(Map.of("HOME", "/home/ada"))))
                .contains(Path.of("/home/ada/.local/state/pgretype/history"));
        assertThat(HistoryFile.of(
                        Optional.empty(), new Variables(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "/state"))))
                .contains(Path.of("/state/pgretype/history"));
    }

    @Test
    void aRelativeStateDirectoryCountsAsUnset() {
        assertThat(HistoryFile.of(
                        Optional.empty(), new Variables(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "state"))))
                .contains(Path.of("/home/ada/.local/state/pgretype/history"));
    }

    @Test
    void canBeNamed() {
        assertThat(HistoryFile.of(Optional.of("mine"), new Variables(Map.of("HOME", "/home/ada"))))
                .contains(Path.of("mine"));
    }

    @Test
    void isNoneWhereTheSettingSaysSoOrThereIsNoHome() {
        assertThat(HistoryFile.of(Optional.of("none"), new Variables(Map.of("HOME", "/home/ada"))))
                .isEmpty();
        assertThat(HistoryFile.of(Optional.empty(), new Variables(Map.of()))).isEmpty();
    }
}
