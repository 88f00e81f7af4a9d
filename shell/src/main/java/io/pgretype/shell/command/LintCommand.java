package io.pgretype.shell.command;

import io.pgretype.lint.Lint;
import io.pgretype.lint.ScratchSource;
import io.pgretype.lint.report.Format;
import io.pgretype.lint.report.Verdict;
import io.pgretype.lint.settings.LintSettings;
import io.pgretype.lint.settings.SettingsFile;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.connection.LineServer;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;

/** {@code lint}: tries the migrations that a branch adds, and says what is unsafe in them. Needs no change and no database. */
public final class LintCommand extends OperatorCommand {

    private static final String BASE = "base";
    private static final String MIGRATIONS = "migrations";
    private static final String SCHEMA = "schema";
    private static final String POSTGRES = "postgres";
    private static final String STATS = "stats";
    private static final String STATEMENTS = "statements";
    private static final String FORMAT = "format";
    private static final String OUT = "out";

    private final ObjectProvider<LineServer> server;
    private final ObjectProvider<ScratchSource> own;

    /**
     * The command.
     *
     * @param server that the line names
     * @param own where the program has one, for lines that name none
     */
    public LintCommand(ObjectProvider<LineServer> server, ObjectProvider<ScratchSource> own, Screen screen) {
        super(
                Syntax.other(
                                "lint",
                                "tries the migrations that a branch adds, on an empty copy of the database",
                                Argument.FILES,
                                text(BASE, "REF", "what the branch is compared with; origin/main if nobody says"),
                                text(MIGRATIONS, "DIR", "where the migrations are"),
                                text(SCHEMA, "FILE", "a dump of the schema, where older ones cannot be tried"),
                                Option.valued(
                                        POSTGRES,
                                        "MAJOR",
                                        "production's version, such as 16",
                                        major -> Integer.toString(SettingsFile.major(major)),
                                        List.of()),
                                text(STATS, "FILE", "how large production is: ./pgretype stats writes it"),
                                text(STATEMENTS, "FILE", "what the running release sends, to see what breaks"),
                                Option.valued(
                                        FORMAT,
                                        "FORMAT",
                                        String.join(", ", Format.names()) + "; text if nobody says",
                                        format -> Format.of(format).key(),
                                        Format.names()),
                                text(OUT, "FILE", "writes that format there, and text to standard output"))
                        .withExample("""
                                ./pgretype lint db/migration/V31__number.sql
                                ./pgretype lint --base origin/main --format sarif --out lint.sarif"""),
                screen);
        this.server = server;
        this.own = own;
    }

    private static Option text(String name, String placeholder, String description) {
        return Option.valued(name, placeholder, description, text -> text, List.of());
    }

    @Override
    protected Outcome run(Invocation invocation) throws SQLException {
        Path directory = Path.of("");
        LintSettings settings = SettingsFile.of(directory).unless(line(invocation));
        List<Path> files = invocation.arguments().stream().map(Path::of).toList();
        Verdict verdict = new Lint(directory, settings, this::scratch).judge(files);
        Format format = invocation.value(FORMAT).map(Format::of).orElse(Format.TEXT);
        Optional<Path> out = invocation.value(OUT).map(Path::of);
        out.ifPresent(file -> OutFile.write(file, format.render(verdict, false), OUT));
        String text = out.isPresent() ? render(Format.TEXT, verdict) : render(format, verdict);
        return new Outcome(verdict.exitStatus(), text.isEmpty() ? List.of() : List.of(text.stripTrailing()), List.of());
    }

    private ScratchSource.Scratch scratch(OptionalInt major) {
        return server.getObject().checkedUrl().map(ScratchSource::running).orElseGet(() -> own.getObject()
                .open(major));
    }

    private static LintSettings line(Invocation invocation) {
        return new LintSettings(
                invocation.value(MIGRATIONS).map(Path::of).stream().toList(),
                invocation.value(BASE),
                Optional.empty(),
                Map.of(),
                invocation.value(SCHEMA).map(Path::of),
                invocation
                        .value(POSTGRES)
                        .map(Integer::valueOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                invocation.value(STATS).map(Path::of),
                invocation.value(STATEMENTS).map(Path::of),
                Optional.empty());
    }

    private static String render(Format format, Verdict verdict) {
        return format.render(verdict, Colours.wanted(System.getenv(), Boolean.getBoolean("pgretype.terminal")));
    }
}
