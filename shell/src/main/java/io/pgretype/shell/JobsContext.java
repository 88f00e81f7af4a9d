package io.pgretype.shell;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.environment.OwnEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The jobs on another database than the command line's, in an application context of their own. */
public final class JobsContext {

    private JobsContext() {}

    /**
     * Opens it; whoever asked for it closes it. The environment says where the operator's database is, and has no say
     * here.
     *
     * @param url a JDBC URL with all that a connection needs
     * @param changes the directory of the change files
     */
    public static ConfigurableApplicationContext open(String url, Path changes) {
        var application = new SpringApplication(DatabaseConfiguration.class);
        application.setAddCommandLineProperties(false);
        application.setRegisterShutdownHook(false);
        application.setEnvironment(new OwnEnvironment());
        application.addInitializers(
                new Place(() -> ConnectionSettings.of(url, Map.of()), false, new ChangeFiles(changes)));
        return application.run();
    }
}
