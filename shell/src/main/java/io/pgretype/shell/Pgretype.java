package io.pgretype.shell;

import io.pgretype.change.ChangeFiles;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.console.ConsoleConfiguration;
import io.pgretype.shell.console.ConsoleLoop;
import io.pgretype.shell.failure.Failures;
import io.pgretype.shell.line.CommandRun;
import io.pgretype.shell.notify.NotifyTarget;
import io.pgretype.shell.session.Screen;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code pgretype COMMAND [CHANGE] [options]} runs one command; {@code pgretype} alone opens the console. */
public final class Pgretype {

    private Pgretype() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /**
     * All that a process does, but for its end: the exit status.
     *
     * @param more configurations of commands beside the operators'
     */
    public static int run(List<String> arguments, Class<?>... more) {
        // The driver's messages are translated, and some of them we have to tell apart.
        Locale.setDefault(Locale.ENGLISH);
        Screen screen = OneShotConfiguration.standardStreams();
        GlobalOptions options;
        try {
            options = GlobalOptions.of(arguments, System.getenv());
        } catch (ProblemException e) {
            return beforeStart(screen).report(e).number();
        }
        if (options.words().equals(List.of("--version"))) {
            System.out.println(Version.line());
            return 0;
        }
        boolean console = options.words().isEmpty();
        try (ConfigurableApplicationContext context = start(options, console, more)) {
            if (console) {
                return context.getBean(ConsoleLoop.class).run(context.getBean(ConnectionSettings.class));
            }
            return context.getBean(CommandRun.class).run(options.words());
        } catch (RuntimeException e) {
            return beforeStart(screen).report(e).number();
        }
    }

    private static ConfigurableApplicationContext start(GlobalOptions options, boolean console, Class<?>... more) {
        var application = QuickApplication.of(
                List.<ApplicationContextInitializer<ConfigurableApplicationContext>>of(
                        context -> context.getBeanFactory().registerSingleton("settings", options.settings()),
                        new Place(
                                () -> ConnectionSettings.of(options.url(), System.getenv()),
                                options.urlOnLine() && !console,
                                new ChangeFiles(options.changes())),
                        new MetricsBeans(options.metrics()),
                        new NotifyBeans(NotifyTarget.of(options.settings()))),
                ShellConfiguration.class,
                console ? ConsoleConfiguration.class : OneShotConfiguration.class);
        application.addPrimarySources(List.of(more));
        return application.run();
    }

    private static Failures beforeStart(Screen screen) {
        return new Failures(
                () -> {
                    throw new IllegalStateException("no settings yet");
                },
                screen);
    }
}
