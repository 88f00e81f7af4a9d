package io.pgretype.shell.console;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.environment.Setting;
import io.pgretype.shell.environment.Settings;
import io.pgretype.shell.environment.Variables;
import io.pgretype.shell.line.CommandRun;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.session.Confirmation;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.LiveScreens;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import io.pgretype.status.StatusReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.shell.core.autoconfigure.JLineShellAutoConfiguration;
import org.springframework.shell.core.autoconfigure.TerminalCustomizer;
import org.springframework.shell.core.autoconfigure.UserConfigAutoConfiguration;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;
import org.springframework.shell.jline.JLineInputProvider;
import org.springframework.shell.jline.PromptProvider;

/** What only the console needs; a single command starts without it. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:/io/pgretype/shell/console/console.properties")
@ImportAutoConfiguration({JLineShellAutoConfiguration.class, UserConfigAutoConfiguration.class})
public class ConsoleConfiguration {

    @Bean
    Session session() {
        return Session.console();
    }

    /** JLine writes the prompt to the same terminal, so all output goes there. */
    @Bean
    Screen screen(Terminal terminal) {
        var writer = new ConsoleWriter(terminal.writer());
        return new Screen(writer, writer, terminal::getWidth);
    }

    @Bean
    LiveScreens liveScreens(Terminal terminal) {
        return LiveScreens.of(terminal);
    }

    @Bean
    TerminalCustomizer terminalCustomizer() {
        return builder -> builder.dumb(true).encoding(StandardCharsets.UTF_8);
    }

    /** Of what is typed, not of what a pipe holds. The screen is made later: it needs the terminal. */
    @Bean
    History history(Settings settings, ObjectProvider<Screen> screen) {
        Optional<Path> file = StandardInput.isTerminal()
                ? HistoryFile.of(settings.text(Setting.HISTORY), new Variables(System.getenv()))
                : Optional.empty();
        return new ConsoleHistory(file, text -> screen.getObject().notice(text));
    }

    @Bean
    Confirmation confirmation(ObjectProvider<LineReader> reader) {
        return new TypedConfirmation(reader);
    }

    @Bean
    PromptProvider promptProvider(Session session, ObjectProvider<StatusReader> status) {
        return new Prompt(session, status);
    }

    @Bean
    CommandCompleter commandCompleter(
            CommandRegistry registry, ObjectProvider<OperatorCommand> commands, ChangeFiles changes, Session session) {
        return new LineCompletion(registry, commands, changes, session);
    }

    @Bean
    ConsoleLoop consoleLoop(
            JLineInputProvider input, CommandRun commandRun, Session session, CurrentRun currentRun, Screen screen) {
        return new ConsoleLoop(input, commandRun, session, currentRun, screen);
    }
}
