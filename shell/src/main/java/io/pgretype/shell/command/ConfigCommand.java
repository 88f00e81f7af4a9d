package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.environment.Configuration;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.report.ConfigurationTable;
import io.pgretype.shell.session.Screen;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code config}: what is set, and where it was set. Connects to nothing. */
public final class ConfigCommand extends OperatorCommand {

    private static final String JSON = "json";

    private final ObjectProvider<Configuration> configuration;
    private final ObjectProvider<ConnectionSettings> settings;

    public ConfigCommand(
            ObjectProvider<Configuration> configuration, ObjectProvider<ConnectionSettings> settings, Screen screen) {
        super(
                Syntax.other(
                                "config",
                                "the settings in force, and where each comes from",
                                Argument.NONE,
                                Option.flag(JSON, "an array with one object a setting"))
                        .withExample("./pgretype config"),
                screen);
        this.configuration = configuration;
        this.settings = settings;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        var table = new ConfigurationTable(
                configuration.getObject(), settings.getObject().toString());
        return Outcome.done(invocation.has(JSON) ? List.of(table.json()) : table.lines());
    }
}
