package io.pgretype.shell;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.connection.LineServer;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Tells an application context which database and which changes it is about.
 *
 * @param settings looked at only when something connects: what is wrong with them does not trouble help
 * @param namedByCommand whether the command's own line names the database
 */
record Place(Supplier<ConnectionSettings> settings, boolean namedByCommand, ChangeFiles changes)
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var beans = (GenericApplicationContext) context;
        beans.registerBean(ConnectionSettings.class, settings);
        beans.registerBean(
                LineServer.class,
                () -> new LineServer(namedByCommand ? Optional.of(settings.get()) : Optional.empty()));
        beans.registerBean(ChangeFiles.class, () -> changes);
    }
}
