package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.ChangeFiles;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.shell.core.command.CommandRegistry;

/** Tab at an empty prompt, in a terminal of 80 × 24. */
class TabTest {

    private static final int COMMANDS = 40;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void showsAllCommandsWithoutAskingAndLosesNoKey() throws Exception {
        assertThat(readLine("\tstatus\r")).isEqualTo("status");
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("a-command-0", "n-command-39")
                .doesNotContain("do you wish");
    }

    private String readLine(String keys) throws Exception {
        var beans = new StaticListableBeanFactory();
        for (int i = 0; i < COMMANDS; i++) {
            var command = new Command("%c-command-%d".formatted('a' + i % 26, i));
            beans.addBean(command.getName(), command);
        }
        var completion = new LineCompletion(
                new CommandRegistry(),
                beans.getBeanProvider(OperatorCommand.class),
                new ChangeFiles(Path.of("no-such-directory")),
                Session.console());
        var typed = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal = new ExternalTerminal("test", "xterm", typed, shown, StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 24));
            return LineReaderBuilder.builder()
                    .terminal(terminal)
                    .completer(completion)
                    .build()
                    .readLine("pgretype> ");
        }
    }

    /** Of a name, and a description as long as the longest. */
    private static final class Command extends OperatorCommand {

        private static final PrintWriter NOWHERE = new PrintWriter(OutputStream.nullOutputStream());

        Command(String name) {
            super(
                    Syntax.other(name, "does what it says ".repeat(6), Argument.NONE),
                    new Screen(NOWHERE, NOWHERE, () -> 0));
        }

        @Override
        protected Outcome run(Invocation invocation) {
            return Outcome.done(List.of());
        }
    }
}
