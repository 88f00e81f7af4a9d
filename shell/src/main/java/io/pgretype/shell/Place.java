package io.pgretype.shell;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.connection.ConnectionSettings;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Tells an application context which database and which changes it is about.
 *
 * @param settings looked at only when something connects: what is wrong with them does not trouble help
 */
record Place(Supplier<ConnectionSettings> settings, ChangeFiles changes)
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var beans = (GenericApplicationContext) context;
        beans.registerBean(ConnectionSettings.class, settings);
        beans.registerBean(ChangeFiles.class, () -> changes);
    }
}
