package io.pgretype.shell;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.connection.ConnectionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        var application = QuickApplication.of(
                List.of(new Place(() -> ConnectionSettings.of(url, Map.of()), false, new ChangeFiles(changes))),
                DatabaseConfiguration.class);
        application.setRegisterShutdownHook(false);
        return application.run();
    }
}
