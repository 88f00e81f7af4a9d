package io.pgretype.shell;

import io.pgretype.autovacuum.ForgottenAutovacuum;
import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.command.ForgottenFirst;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.failure.Failures;
import io.pgretype.shell.line.CommandRun;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.StrictCommandParser;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import io.pgretype.shell.session.StopOnShutdown;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.shell.core.command.CommandRegistry;

/** The command line. All beans are lazy, so that help and a wrong line need no database. */
@Configuration(proxyBeanMethods = false)
@Import({DatabaseConfiguration.class, CommandBeans.class})
class ShellConfiguration {

    @Bean
    CurrentRun currentRun() {
        return new CurrentRun();
    }

    @Bean
    @Lazy(false)
    StopOnShutdown stopOnShutdown(CurrentRun currentRun, Screen screen) {
        return new StopOnShutdown(currentRun, screen);
    }

    @Bean
    CommandRegistry commandRegistry(ObjectProvider<OperatorCommand> commands) {
        return new CommandRegistry(commands.stream().collect(Collectors.toSet()));
    }

    @Bean
    StrictCommandParser commandParser(CommandRegistry registry, ChangeFiles changes, Session session) {
        return new StrictCommandParser(registry, changes, session);
    }

    @Bean
    Failures failures(ObjectProvider<ConnectionSettings> settings, Screen screen) {
        return new Failures(settings::getObject, screen);
    }

    @Bean
    CommandRun commandRun(
            StrictCommandParser parser,
            CommandRegistry registry,
            CurrentRun currentRun,
            Screen screen,
            Failures failures,
            ObjectProvider<ForgottenAutovacuum> forgotten) {
        return new CommandRun(parser, registry, currentRun, screen, failures, new ForgottenFirst(forgotten));
    }
}
