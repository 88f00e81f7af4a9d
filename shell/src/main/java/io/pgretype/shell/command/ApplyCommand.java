package io.pgretype.shell.command;

import io.pgretype.apply.Apply;
import io.pgretype.apply.ApplyOptions;
import io.pgretype.change.Durations;
import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.lint.ScratchSource;
import io.pgretype.lint.ScratchSource.Scratch;
import io.pgretype.lint.migration.MigrationOptions;
import io.pgretype.lint.migration.Tool;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.settings.LintSettings;
import io.pgretype.lint.settings.SettingsFile;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** {@code apply}: runs migration files, with the discipline of our own statements. Needs no change. */
public final class ApplyCommand extends OperatorCommand {

    private static final String SCRATCH = "scratch";
    private static final String UNJUDGED = "unjudged";
    private static final String DRY_RUN = "dry-run";
    private static final String MIGRATIONS = "migrations";
    private static final String SCHEMA = "schema";
    private static final String TOOL = "tool";
    private static final String CANCEL_BLOCKERS = "cancel-blockers";
    private static final String BUDGET = "lock-budget";
    private static final String DEADLINE = "lock-deadline";

    private final ObjectProvider<Database> database;
    private final ObjectProvider<ScratchSource> own;
    private final WatchedRun watchedRun;

    /**
     * The command.
     *
     * @param own where the program has a scratch server, for lines that name none
     */
    public ApplyCommand(
            ObjectProvider<Database> database,
            ObjectProvider<ScratchSource> own,
            WatchedRun watchedRun,
            Screen screen) {
        super(
                Syntax.other(
                                "apply",
                                "runs migration files so that nobody waits longer than the lock budget",
                                Argument.FILES,
                                Option.flag(DRY_RUN, "print what would be run, in which transactions; change nothing"),
                                text(
                                        SCRATCH,
                                        "URL",
                                        "a server on which the files are tried and judged before; else the program's own"),
                                Option.flag(UNJUDGED, "run them without that"),
                                text(MIGRATIONS, "DIR", "where the migrations are; else as .pgretype.yaml says"),
                                text(
                                        SCHEMA,
                                        "FILE",
                                        "a dump of what was there before, as pg_dump --schema-only writes it, to judge them by"),
                                Option.valued(
                                        TOOL,
                                        "TOOL",
                                        "whose files they are; else seen from their names",
                                        ApplyCommand::tool,
                                        tools()),
                                duration(
                                        BUDGET,
                                        "how long others may wait for one attempt",
                                        Settings.DEFAULTS.lockBudget()),
                                duration(DEADLINE, "how long to go on trying", Settings.DEFAULTS.lockDeadline()),
                                Option.flag(
                                        CANCEL_BLOCKERS,
                                        "cancel the statements of who keeps a transaction from its locks"))
                        .withExample("""
                                ./pgretype apply migrations/V12__note.sql --dry-run
                                ./pgretype apply migrations/V12__note.sql migrations/V13__owner.sql"""),
                screen);
        this.database = database;
        this.own = own;
        this.watchedRun = watchedRun;
    }

    private static Option text(String name, String placeholder, String description) {
        return Option.valued(name, placeholder, description, text -> text, List.of());
    }

    private static Option duration(String name, String description, Duration byDefault) {
        return Option.valued(
                name,
                "DURATION",
                "%s; %s if nobody says".formatted(description, Durations.text(byDefault)),
                ApplyCommand::positive,
                List.of());
    }

    private static String positive(String text) {
        if (Durations.parse(text).isZero()) {
            throw new IllegalArgumentException("it must be longer than 0");
        }
        return text;
    }

    private static String tool(String text) {
        return Tool.of(text)
                .map(Tool::key)
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is none of %s".formatted(text, String.join(", ", tools()))));
    }

    private static List<String> tools() {
        return Arrays.stream(Tool.values()).map(Tool::key).toList();
    }

    @Override
    protected Outcome run(Invocation invocation) throws SQLException {
        LintSettings settings = SettingsFile.of(Path.of(""));
        ApplyOptions options = options(invocation, settings);
        boolean cannotJudge =
                invocation.value(SCRATCH).isEmpty() && !own.getObject().isThere();
        if (options.unjudged() || cannotJudge) {
            return run(invocation, options, Optional.empty());
        }
        try (Scratch scratch = scratch(invocation, settings);
                ScratchServer server = server(scratch.url())) {
            return run(invocation, options, Optional.of(server));
        }
    }

    private Scratch scratch(Invocation invocation, LintSettings settings) {
        return invocation.value(SCRATCH).map(ScratchSource::running).orElseGet(() -> own.getObject()
                .open(settings.postgres()));
    }

    private Outcome run(Invocation invocation, ApplyOptions options, Optional<ScratchServer> scratch) {
        Apply apply = new Apply(database.getObject(), Path.of(""), scratch);
        return watchedRun.run(
                "apply",
                activity -> invocation.has(DRY_RUN) ? apply.dryRun(options, activity) : apply.run(options, activity));
    }

    private static ScratchServer server(String url) {
        try {
            return ScratchServer.at(url);
        } catch (SQLException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.NO_CONNECTION,
                            "The scratch server cannot be reached.",
                            String.valueOf(e.getMessage()),
                            Problem.NOTHING_CHANGED,
                            "Give --scratch as jdbc:postgresql://HOST/DATABASE?user=USER&password=PASSWORD."),
                    e);
        }
    }

    private static ApplyOptions options(Invocation invocation, LintSettings settings) {
        return new ApplyOptions(
                new MigrationOptions(
                        invocation.value(MIGRATIONS).map(Path::of).map(List::of).orElse(settings.migrations()),
                        Optional.empty(),
                        invocation.arguments().stream().map(Path::of).toList(),
                        invocation.value(TOOL).flatMap(Tool::of).or(settings::tool),
                        settings.placeholders()),
                invocation.value(SCHEMA).map(Path::of).or(settings::schema),
                invocation.value(BUDGET).map(Durations::parse).orElse(Settings.DEFAULTS.lockBudget()),
                invocation.value(DEADLINE).map(Durations::parse).orElse(Settings.DEFAULTS.lockDeadline()),
                invocation.has(CANCEL_BLOCKERS),
                invocation.has(UNJUDGED));
    }
}
