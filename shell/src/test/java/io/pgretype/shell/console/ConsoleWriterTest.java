package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.session.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleWriterTest {

    @Test
    void commandsAreProposedAsTheyAreTypedInTheConsole() {
        assertThat(ConsoleWriter.typedHere("next: ./pgretype expand x (plan --statements: all)\n"))
                .isEqualTo("next: expand x (plan --statements: all)\n");
        assertThat(ConsoleWriter.typedHere("one\n  Wait, or type: ./pgretype contract x --now\nthree"))
                .isEqualTo("one\n  Wait, or type: contract x --now\nthree");
        assertThat(ConsoleWriter.typedHere("Type: ./pgretype plan x, then ./pgretype expand x."))
                .isEqualTo("Type: plan x, then expand x.");
        assertThat(ConsoleWriter.typedHere("Type './pgretype resume x' to let it go on."))
                .isEqualTo("Type 'resume x' to let it go on.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Let a superuser run it: ./pgretype guard enable --print | psql -U postgres",
                "  ./pgretype stats > production.json",
                "Type 'quit', then './pgretype --url jdbc:postgresql://HOST:PORT/DATABASE'.",
                "Name a server that nobody works on: ./pgretype lint --url jdbc:postgresql://HOST:PORT/postgres",
                "with ./pgretype, to open the console elsewhere:",
                "            hint = 'Wait until the change is contracted (./pgretype status), or type:'",
            })
    void whatOnlyAShellTakesStaysAsItIs(String line) {
        assertThat(ConsoleWriter.typedHere(line)).isEqualTo(line);
    }

    @Test
    void theConsolesScreenWritesThatWay() throws Exception {
        var output = new ByteArrayOutputStream();
        try (Terminal terminal = new DumbTerminal(
                "test", "dumb", new ByteArrayInputStream(new byte[0]), output, StandardCharsets.UTF_8)) {
            Screen screen = new ConsoleConfiguration().screen(terminal);
            screen.results().println("next: ./pgretype verify x");
            screen.notice("Type: ./pgretype harden x");
            screen.flush();
        }

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("next: verify x", "Type: harden x")
                .doesNotContain("pgretype");
    }
}
