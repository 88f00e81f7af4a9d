package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleHistoryTest {

    @TempDir
    private Path directory;

    private final List<String> notices = new ArrayList<>();

    @Test
    void isThereInTheNextConsole() throws Exception {
        Path file = directory.resolve("state/pgretype/history");
        console(Optional.of(file), "use file-size", "status");
        console(Optional.of(file), "quit");

        assertThat(console(Optional.of(file))).containsExactly("use file-size", "status", "quit");
        assertThat(notices).isEmpty();
    }

    @Test
    void isTheUsersAlone() throws Exception {
        Path file = directory.resolve("state/history");
        console(Optional.of(file), "status");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lint --url jdbc:postgresql://db/shop",
                "lint postgresql://ada:hush@db/shop",
                "lint POSTGRES://ada:hush@db/shop",
                "plan x password=hush",
                "PGPASSWORD=hush status",
                "lint mysql://ada:hush@db/shop",
            })
    void neverHoldsWhatMayBeSecret(String line) throws Exception {
        Path file = directory.resolve("history");

        assertThat(console(Optional.of(file), "status", line)).containsExactly("status");
        assertThat(file).content().doesNotContain("hush", "--url");
    }

    @Test
    void aFileThatCannotBeMadeIsSaidOnceAndStopsNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("plain"), "").resolve("history");

        assertThat(console(Optional.of(file), "status", "quit")).containsExactly("status", "quit");
        assertThat(notices).singleElement().asString().contains("plain");
    }

    @Test
    void aFileThatCannotBeReadOrWrittenIsSaidOnceAndStopsNothing() throws Exception {
        Path file = Files.createDirectory(directory.resolve("history"));

        assertThat(console(Optional.of(file), "status", "quit")).containsExactly("status", "quit");
        assertThat(notices).singleElement().asString().contains("history");
    }

    @Test
    void withoutAFileItIsThisConsolesAlone() throws Exception {
        assertThat(console(Optional.empty(), "status")).containsExactly("status");
        assertThat(directory).isEmptyDirectory();
    }

    /** Types the lines; what the history holds then. */
    private List<String> console(Optional<Path> file, String... lines) throws IOException {
        var history = new ConsoleHistory(file, notices::add);
        try (Terminal terminal =
                new DumbTerminal(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream())) {
            history.attach(LineReaderBuilder.builder()
                    .terminal(terminal)
                    .history(history)
                    .build());
            List.of(lines).forEach(history::add);
            history.save();
        }
        return StreamSupport.stream(history.spliterator(), false)
                .map(History.Entry::line)
                .toList();
    }
}
