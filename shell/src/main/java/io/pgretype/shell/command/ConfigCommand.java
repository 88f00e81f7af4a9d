package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.environment.Settings;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.report.SettingsTable;
import io.pgretype.shell.session.Screen;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code config}: what is set, and where it was set. Connects to nothing. */
public final class ConfigCommand extends OperatorCommand {

    private static final String JSON = "json";

    private final ObjectProvider<Settings> settings;
    private final ObjectProvider<ConnectionSettings> connection;

    public ConfigCommand(
            ObjectProvider<Settings> settings, ObjectProvider<ConnectionSettings> connection, Screen screen) {
        super(
                Syntax.other(
                                "config",
                                "the settings in force, and where each comes from",
                                Argument.NONE,
                                Option.flag(JSON, "an array with one object a setting"))
                        .withExample("./pgretype config"),
                screen);
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        var table =
                new SettingsTable(settings.getObject(), connection.getObject().toString());
        return Outcome.done(invocation.has(JSON) ? List.of(table.json()) : table.lines());
    }
}
